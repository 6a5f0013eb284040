"""Text of scanned pages recognised by OCRmyPDF, where it is installed."""
