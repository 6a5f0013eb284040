"""Official documents by Decree 30/2020: one plain structure, drawn as PDF and as DOCX.

A feature builds a `structure.OfficialForm`; `pdf.render_pdf` and `docx.render_docx` draw it.
Neither the structure nor the composition knows a drawing library.
"""
