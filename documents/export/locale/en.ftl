### Marks taken out and taken in.

export-not-possible = This paper is too large or too complex to write marks into it. Please take the XFDF file instead.
export-busy = Many exports are being prepared. Please try again in a few seconds.
export-xfdf-too-large = The XFDF file is larger than { $limit } MB and is not taken in.
export-xfdf-too-many = The XFDF file has more than { $limit } marks and is not taken in.
export-xfdf-too-long = The handwriting in the XFDF file has more than { $limit } points and is not taken in.
export-xfdf-unreadable = This file is no XFDF, or it is damaged. XFDF is the file of marks that PDF readers export.
export-imported = Taken in: { $added }; here before: { $known }; left out: { $left }.

reader-export = Export and import marks
reader-export-which = Which marks
reader-export-all = All marks in sight
reader-export-mine = Only my own
reader-export-meeting = Only those for the sitting
reader-export-how = Export as
reader-export-pdf = PDF with the marks
reader-export-pdf-help = Opens in every PDF reader
reader-export-xfdf = XFDF
reader-export-xfdf-help = The marks alone, for another program
reader-export-jsonld = W3C Web Annotation
reader-export-jsonld-help = The marks alone, for archives and machines
reader-export-working = Preparing the file …
reader-import = Import marks from an XFDF file
reader-import-help = What comes in is private; the same file again adds nothing.
reader-export-waiting = { $count } marks are not sent yet and will be missing in the export.
