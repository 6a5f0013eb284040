### Uploaded papers: why one is refused, and what to know about one that was accepted.

document-refused-empty = The file is empty (0 bytes). Open the original, save it as PDF again and upload the new file.
document-refused-too-large = The file is { $size } MB; the limit is { $limit } MB. Reduce the size of the scanned pages, or split the paper into several files.
document-refused-not-pdf =
    { $kind ->
        [word] This is a text document, but neither PDF nor Word (.docx). Open it, choose “Save as PDF” and upload that file.
        [word-other] This is a Word file, but no ordinary document (.docx); perhaps a template. Save it as .docx or PDF and upload that.
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
document-refused-took-too-long = Checking the file took more than { $seconds } seconds and was stopped; the server may be busy. Try again in a few minutes; if it happens again, print the paper to a new PDF, or split it, and upload the result.
document-refused-too-much-memory = Checking the file needed too much memory and was stopped; the server may be busy. Try again in a few minutes; if it happens again, print the paper to a new PDF, or split it, and upload the result.
document-refused-checker-crashed = The file made the check break off, so it was not accepted. Print the paper to a new PDF and upload that; if you do not know who made the file, tell the system’s administrator.
document-refused-checker-failed = The check gave no usable answer, so the file was not accepted. Try once more; if it happens again, tell the system’s administrator.
document-refused-busy = Many files are being checked just now. Nothing was saved; upload this file again in a few minutes.

document-page-not-drawn = The picture of page { $page } could not be drawn. The page may be damaged; open the paper to see it, or tell the secretariat.
document-pictures-busy = Many pictures of pages are being drawn now. Please try again in a few seconds.

document-warning-signed =
    { $signatures ->
        [one] The file carries a digital signature. The signed original is kept unchanged; the copy for reading cannot prove the signature.
       *[other] The file carries { $signatures } digital signatures. The signed original is kept unchanged; the copy for reading cannot prove the signatures.
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
document-warning-not-drawn = The first pages of this paper could not be drawn. Open it and look at its pages before sending it out.
document-warning-text-incomplete = Only the first part of this paper can be searched, because it holds very much text.

## Word documents (DOCX)
document-refused-word-damaged = The Word file is damaged or incomplete. Open the original, save it again and upload the new file.
document-refused-word-macros = The Word file holds macros (programs), so it is not accepted. Save it as a .docx without macros, or as PDF, and upload that.
document-refused-word-outside = The Word file takes a part of its content from somewhere else ({ $target }), so the copy for reading would lack it. Put that content into the file itself, or save it as PDF, and upload the result.
document-refused-word-bomb = When opened, the Word file grows unusually large (over { $limit } MB, or packed many times over). Reduce the pictures in it, or save it as PDF, and upload the result; if you do not know who made the file, tell the system’s administrator.
document-refused-word-not-made = No copy for reading could be made of this Word file. Open it, choose “Save as PDF” and upload that file.
document-warning-made-office = The copy for reading was made from the Word file by LibreOffice; pages may break in other places. Look at it before sending it out. The Word file itself is kept unchanged.
document-warning-made-plain = The copy for reading was made from the Word file without LibreOffice: it has the text and the tables, but pictures, headers, footers and the layout may be missing. Where the form matters, upload a PDF. The Word file itself is kept unchanged.
document-copy-label = Copy for reading, made by the system from a Word file: pictures, headers and footers may be missing. The Word file is the original.

## Digital signatures
document-warning-signature-broken = A digital signature no longer holds: the file was changed after it was signed. Ask the sender for the unchanged original before sending the paper out.
document-warning-signature-partial = A digital signature covers only part of the file: what stands outside it may have been put in by somebody else. Ask the sender for a file that is signed as a whole before sending the paper out.
document-warning-signatures-unread = Not every digital signature of the file could be read. Download the original and check it before sending the paper out.
intake-findings = What the check of the file found
signature-title = Digital signatures
signature-nameless = No name of a signer
signature-timestamp = Time stamp
signature-of-organisation = { $signer }, { $organisation }
signature-state-trusted = Intact, signer trusted
signature-state-unchecked = Intact, signer not checked
signature-state-untrusted = Intact, signer unknown
signature-state-expired = Intact, certificate expired
signature-state-revoked = Certificate revoked
signature-state-weak = Method outdated
signature-state-partial = Part of the file is not signed
signature-state-changed = Changed after signing
signature-state-broken = Not intact
signature-state-unreadable = Cannot be read
signature-about-trusted = What was signed is intact. The signer’s certificate is on this system’s trusted list.
signature-about-unchecked = What was signed is intact. The signer was not checked against a trusted list.
signature-about-untrusted = What was signed is intact, but the signer’s certificate is not on this system’s trusted list.
signature-about-expired = What was signed is intact, but the signer’s certificate has expired, and no time stamp proves that it was signed before.
signature-about-revoked = The signer’s certificate was revoked by its issuer.
signature-about-weak = What was signed seems intact, but the method of the signature (such as SHA-1) is outdated and no longer proves it.
signature-about-partial = What was signed is intact, but parts of what is read are not signed.
signature-about-changed = What was signed is intact, but after it the file was changed in more than what is allowed.
signature-about-broken = What stands in the file is not what was signed.
signature-about-unreadable = The signature has a form that this system cannot read.
signature-later-nothing = It covers the whole file.
signature-later-nothing-word = It covers all that is read.
signature-later-additions = Only what is allowed was added after it, such as another signature.
signature-at-signer = Signed { $at } (by the signer’s own clock)
signature-at-timestamp = Signed { $at } (time stamped)
signature-issuer = Certificate issued by { $issuer }.
signature-none-read = The file carries digital signatures that this system could not read. Download the original to check them.

## Recognising the text of scans
document-warning-recognised = The text of the scanned pages was recognised by a program so that it can be searched; it may hold mistakes. The pages look as in the original.
recognition-act = Recognise the text
recognition-confirm = Recognise the text of this version’s scanned pages? It runs in the background and may take minutes. The pages will look the same; the original stays as it is.
recognition-asked = The text is being recognised. The result will stand on this page.
recognition-waiting = Waiting for the text to be recognised…
recognition-running = Recognising the text: { $done } of { $total } pages…
recognition-not-done = The text could not be recognised the last time.
recognition-not-here = The server has no program for recognising text (OCRmyPDF). Please tell the system’s administrator.
recognition-failed = The text of this paper could not be recognised. The paper is as it was.
recognition-done-before = The text of this version was recognised before.
recognition-only-draft = Text can be recognised only while the version is a draft.
job-label-recognise = Recognising the text of scanned pages
