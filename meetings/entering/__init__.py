"""Many items at once: an agenda entered from a spreadsheet, and several items changed together."""
