"""Named lists of readers, kept by the secretariat for handing papers out."""
