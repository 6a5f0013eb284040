### Uploaded papers: why one is refused, and what to know about one that was accepted.

document-refused-empty = The file is empty (0 bytes). Open the original, save it as PDF again and upload the new file.
document-refused-too-large = The file is { $size } MB; the limit is { $limit } MB. Reduce the size of the scanned pages, or split the paper into several files.
document-refused-not-pdf =
    { $kind ->
        [word] This is a text document (Word or similar), not a PDF. Open it, choose “Save as PDF” and upload that file.
        [spreadsheet] This is a spreadsheet, not a PDF. Open it, choose “Save as PDF” and upload that file.
        [slides] This is a presentation, not a PDF. Open it, choose “Save as PDF” and upload that file.
        [office] This is a file of an older Office program (.doc, .xls, .ppt), not a PDF. Open it, choose “Save as PDF” and upload that file.
        [image] This is a picture, not a PDF. Print or scan it to PDF and upload that file.
        [zip] This is a compressed folder, not a PDF. Unpack it and upload each PDF in it.
        [web-page] This is a web page, not a PDF. Open the page, print it to PDF and upload that file.
        [xml] This is an XML data file, not a PDF. Export the paper as PDF and upload that file.
       *[unknown] This file is not a PDF, whatever its name says. Open the paper in the program it was made with, save it as PDF and upload that file.
    }
document-refused-encrypted = The file is locked with a password, so members could not read it. Remove the password, save it again and upload the new file.
document-refused-damaged = The file is damaged or incomplete. Open the original, save it as PDF again and upload the new file.
document-refused-too-many-pages = The file has { $pages } pages; the limit is { $limit }. Split the paper into several files.
document-refused-page-too-big = Page { $page } is larger than 5 metres on one side. Set a normal paper size such as A4, save it again and upload the new file.
document-refused-image-too-large = The file holds a picture of { $megapixels } megapixels; the limit is { $limit }. Scan at a lower resolution (300 dpi is enough) and upload the new file.
document-refused-too-many-objects = The file has too many parts inside ({ $objects }; the limit is { $limit }). Print it to a new PDF, or split it, and upload the result.
document-refused-bomb = When opened, the file grows beyond { $limit } MB, which could stop members’ tablets. Print the paper to a new PDF and upload that; if you do not know who made the file, tell the system’s administrator.
document-refused-form-not-drawn = The file is a form whose filled-in values are not stored as a picture of the page, so members would see empty fields. Open it, print it to a new PDF and upload that file.
document-refused-copy-too-large = The copy for reading became too large. Reduce the size of the scanned pages, or split the paper into several files.
document-refused-took-too-long = Checking the file took more than { $seconds } seconds and was stopped. Print the paper to a new PDF, or split it, and upload the result.
document-refused-too-much-memory = Checking the file needed too much memory and was stopped. Print the paper to a new PDF, or split it, and upload the result.
document-refused-checker-crashed = The file made the check break off, so it was not accepted. Print the paper to a new PDF and upload that; if you do not know who made the file, tell the system’s administrator.
document-refused-checker-failed = The check gave no usable answer, so the file was not accepted. Try once more; if it happens again, tell the system’s administrator.
document-refused-busy = Many files are being checked just now. Nothing was saved; upload this file again in a few minutes.

document-page-not-drawn = The picture of page { $page } could not be drawn. The page may be damaged; open the paper to see it, or tell the secretariat.
document-pictures-busy = Many pictures of pages are being drawn now. Please try again in a few seconds.

document-warning-signed =
    { $signatures ->
        [one] The file carries a digital signature. The signed original is kept unchanged; the copy for reading shows the stamp but cannot prove the signature.
       *[other] The file carries { $signatures } digital signatures. The signed original is kept unchanged; the copy for reading shows the stamps but cannot prove the signatures.
    }
document-warning-owner-password = The file forbids printing or copying by a password of its author. The copy for reading has no such lock; make sure the paper may be handed out.
document-warning-attachments-removed = The file carries attached files. They are not in the copy for reading; upload them as papers of their own if members need them.
document-warning-form-frozen = The file is a form. The copy for reading shows what is filled in, but nothing can be filled in any more.
document-warning-active-content-removed = Scripts or automatic actions were taken out of the copy for reading.
document-warning-fonts-not-embedded =
    { $count ->
        [one] The font { $fonts } is not embedded, so Vietnamese letters may be missing on tablets. Look at the paper before sending it out, or save it again with fonts embedded.
       *[other] { $count } fonts are not embedded (such as { $fonts }), so Vietnamese letters may be missing on tablets. Look at the paper before sending it out, or save it again with fonts embedded.
    }
document-warning-no-text = { $pages } of { $total } pages hold no text, probably because they are scanned. They can be read but not searched; upload a PDF with recognised text if there is one.
document-warning-text-unreadable = The text of this paper could not be read, so it will not be found by search. The pages can be read; look at them before sending them out.
document-warning-text-incomplete = Only the first part of this paper can be searched, because it holds very much text.

## Reading and marking a paper
reader-back = Back
reader-paper = Pages of the paper
reader-version = Version { $ordinal }
reader-pages = Pages: { $count }
reader-previous-paper = Previous paper
reader-next-paper = Next paper
reader-page-group = Turn pages
reader-page-previous = Previous page
reader-page-next = Next page
reader-page-go = Go to page
reader-on-page = Page { $page }
reader-zoom-group = Zoom
reader-zoom = Scale
reader-zoom-in = Zoom in
reader-zoom-out = Zoom out
reader-fit-width = Fit width
reader-fit-page = Fit page
reader-rotate = Turn right
reader-rotate-left = Turn left
reader-dark = Dark page
reader-menu = View
reader-help = Keyboard shortcuts
reader-loading = Opening the paper…
reader-failure = This paper could not be opened.
reader-recalled = This paper has been recalled.
reader-reload = Try again
reader-close = Close
reader-find = Find in the paper
reader-find-placeholder = Find, with or without accents
reader-find-exact = Exact accents
reader-find-next = Next match
reader-find-previous = Previous match
reader-find-count = { $current } of { $total }
reader-find-none = Not found
reader-find-searching = Searching…
reader-tools = Writing tools
reader-tool-read = Read
reader-tool-pen = Pen
reader-tool-marker = Marker
reader-tool-highlight = Highlight
reader-tool-note = Note
reader-tool-eraser = Eraser
reader-undo = Undo
reader-redo = Redo
reader-colors = Colours and widths
reader-color = { $name } (key { $key })
reader-color-blue = Blue
reader-color-red = Red
reader-color-black = Black
reader-color-green = Green
reader-color-yellow = Yellow
reader-color-pink = Pink
reader-color-other = Other colour
reader-width-thin = Thin line
reader-width-middle = Medium line
reader-width-thick = Thick line
reader-audience = Write for
reader-audience-private = Only me
reader-audience-office = My office
reader-audience-meeting = The sitting
reader-writing-for-private = Only you see this
reader-writing-for-office = Your office sees this too
reader-writing-for-meeting = The whole sitting sees this as you write
reader-seen-by = Seen by
reader-highlight = Highlight
reader-note = Note
reader-note-text = Text of the note
reader-note-write = Write a note…
reader-comment-write = Add a comment…
reader-save = Save
reader-delete = Delete
reader-retry = Send again
reader-you = Me
reader-kind-ink = Pen
reader-kind-marker = Marker
reader-kind-highlight = Highlighted text
reader-kind-note = Note
reader-kind-text = Text box
reader-list = Marks on this paper
reader-list-author = Author
reader-list-kind = Kind of mark
reader-list-everyone = Everyone
reader-list-mine = Mine
reader-list-kinds = All kinds
reader-list-empty = No marks yet.
reader-reconnecting = Reconnecting…
reader-offline = No connection
reader-signed-out = Signed out
reader-unsent = Not yet sent: { $count }
reader-unsent-not-kept = Not yet sent: { $count }. This device cannot keep them, please do not close the page
reader-refused = Refused: { $count }
reader-mark-waiting = Not yet sent; kept on this device.
reader-mark-refused = The server did not accept this. { $reason }
reader-key-tool-read = Read
reader-key-tool-pen = Pen
reader-key-tool-marker = Marker
reader-key-highlight = Highlight the selection or the match found
reader-key-note-here = Note in the middle of the page shown
reader-key-tool-eraser = Eraser
reader-key-color = Colour of the tool
reader-key-width = Thinner, thicker line
reader-key-audience = Choose for whom to write
reader-key-undo = Undo
reader-key-redo = Redo
reader-key-mark-step = Previous, next mark
reader-key-mark-open = Open the chosen mark
reader-key-mark-move = Move the chosen mark
reader-key-mark-delete = Delete the chosen mark
reader-key-find = Find
reader-key-find-step = Next, previous match
reader-key-page-step = Previous, next page
reader-key-page-end = First, last page
reader-key-page-go = Go to page
reader-key-zoom-step = Zoom in, out
reader-key-fit-page-width = Fit width
reader-key-fit-page-fit = Fit page
reader-key-rotate = Turn right
reader-key-dark = Dark page
reader-key-marks = List of marks
reader-key-help = This list of shortcuts
reader-key-escape = Close, deselect, back to reading

## Papers: rights and acts
document-upload-not-yours = This account does not upload papers.
document-upload-other-organisation = You can upload papers of your own organisation only.
document-change-not-yours = Only the secretariat and the organisation that owns this paper can change it.
document-secretariat = Only the secretariat does this.
document-release-not-now = This version is out already, or can no longer be released.
document-recall-done-before = This version was taken back before.
document-recall-not-out = This version was never released, so there is nothing to take back.
document-original-not-yours = The original file is for the secretariat and the organisation that owns the paper. You can read the reading copy.
document-version-same = This file is the same as version { $ordinal }, which is already here. Nothing was stored.
document-distribute-recalled = “{ $title }” was taken back and cannot be handed out. Upload a new version.
document-distribute-returned = “{ $title }” was returned to its sender and cannot be handed out yet.
document-warning-duplicate = The same file is already here as “{ $title }”. Check that it was not uploaded twice.
document-no-file = No file was chosen. Choose a PDF file to upload.
document-no-items = There is no agenda item to place the paper with.
document-file-missing = The file of this paper is missing from the store. Tell the system administrator.

## Papers: the pages
document-list-title = Papers
document-list-empty = No papers yet
document-list-empty-text = Papers that are sent to you appear here.
document-none-found = No paper was found
document-none-found-text = Try another word, or look at all papers.
document-search = Search in titles
document-tab-all = All
document-tab-unopened = Not opened
document-unopened = New
document-meta = { $kind } · version { $ordinal } · { $pages ->
    [one] 1 page
   *[other] { $pages } pages
    } · { $at }
document-upload-title = Upload papers
document-upload-help = PDF files. Each becomes a paper, titled after the file; you can change that later.
document-upload = Upload
document-uploaded = { $name } was received.
document-upload-refused = { $name } was refused: { $reason }
document-files = PDF files
document-title = Title
document-number-symbol = Number and symbol
document-kind = Kind
document-level = Who may have it
document-organisation = Organisation that owns it
document-organisation-none = No organisation
document-created-at = Uploaded
document-pages = Pages
document-read = Read
document-versions = Versions
document-version = Version { $ordinal }
document-version-short = Version
document-version-meta = { $pages ->
    [one] 1 page
   *[other] { $pages } pages
    } · { $at } · { $name }
document-version-new = New version
document-version-help = The PDF file of the new version. Earlier versions stay as they are.
document-version-added = Version { $ordinal } was received.
document-original = Original file
document-release = Release
document-release-confirm = Release this version? It takes the place of the one released before.
document-released = Released.
document-distribution = Handed to
document-distribution-empty = Not handed to anybody yet.
document-holder = Person
document-handed-at = Handed out
document-opened-at = First opened
document-not-opened = not opened
document-taken-back = taken back { $at }
document-recall-title = Take back version { $ordinal }
document-recall-reason = Reason
document-recall = Take back
document-recall-confirm = Take this version back from everybody? Whoever has it open cannot read on.
document-recalled = Taken back.
document-change-title = Change details
document-changed = Saved.
document-named-readers = Named readers
document-named-readers-help = For confidential papers only: nobody but these persons can read it.
document-waiting-one = New paper: { $title }
document-waiting = { $count } new papers not opened yet
document-level-secretariat = Secretariat
document-level-confidential = Confidential (named readers)
document-level-cabinet = Cabinet
document-level-administration = Administration
document-level-public = Public
document-state-draft = Draft
document-state-submitted = Submitted
document-state-returned = Returned
document-state-approved = Approved
document-state-released = Released
document-state-superseded = Superseded
document-state-recalled = Taken back
document-kind-proposal = Proposal
document-kind-draft = Draft text
document-kind-appraisal = Appraisal
document-kind-explanation = Explanatory report
document-kind-summary = Summary
document-kind-report = Report
document-kind-minutes = Minutes
document-kind-decision = Decision
document-kind-other = Other paper

## Marks: rights and acts
annotation-meeting-not-yours = Only members and the secretariat write for the whole sitting. You can still write for yourself.
annotation-not-yours = Only its author can change or remove this mark.
annotation-no-such-page = The paper has { $pages } pages; there is no page { $page }.
annotation-geometry-wrong = The shape of this mark cannot be used.
annotation-client-id-used = This id stands for another mark, or for one that was removed.
document-range-beyond-end = The file ends before the range that was asked for.
