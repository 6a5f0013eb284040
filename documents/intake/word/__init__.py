"""Word documents (DOCX): the package checked, and its content set as pages without LibreOffice."""
