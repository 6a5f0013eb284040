# Entering many items at once.
entering-title = Enter items from a spreadsheet
entering-subtitle = At most { $rows } rows, files of at most { $mib } MB. Nothing on the agenda changes until you have seen the preview and import.
entering-open = Enter from a spreadsheet
entering-step-template = 1. Download the template
entering-step-template-text = It has the columns, a guide and the list of organisations. Other tables work too, if they have a heading with a column “Title”.
entering-template-xlsx-vi = Excel template (Vietnamese)
entering-template-xlsx-en = Excel template (English)
entering-template-csv = CSV template
entering-template-name = agenda-items-template
entering-step-file = 2. Send the file when it is filled in
entering-file = Spreadsheet
entering-file-help = XLSX (its first sheet) or CSV (UTF-8, Windows-1258; semicolons, commas or tabs).
entering-read-file = Read the file and preview
entering-step-paste = Or paste from a spreadsheet
entering-pasted = Copied cells
entering-pasted-help = Select the cells in your spreadsheet with their heading, copy them, and paste them here.
entering-read-pasted = Preview what was pasted
entering-earlier = Imports of this sitting
entering-state-open = Not imported yet
entering-state-imported = Imported
entering-state-undone = Undone
entering-source-pasted = Pasted from a spreadsheet
entering-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
entering-preview-title = Preview of the items to enter
entering-no-heading = There is no heading; the columns were taken in the order of the template.
entering-left-out = These columns are not used: { $names }.
entering-some-wrong = { $wrong ->
    [one] { $wrong } row needs
   *[other] { $wrong } rows need
} correcting; { $sound } are right.
entering-all-sound = All { $sound } rows are right, { $minutes } minutes together.
entering-import-all = Enter all { $count } items
entering-import-good = Enter the { $count } good rows only, leave { $wrong }
entering-again = Send another file
entering-discard = Discard this table
entering-discard-confirm = Discard all rows of this table? The agenda stays as it is.
entering-discarded = The table was discarded. The agenda stays as it is.
entering-late-all = Reason for lateness, for the rows that give none
entering-late-help = Items added now come late and need a reason.
entering-late-set = Write into the rows
entering-correct = Rows to correct
entering-line = Row { $line }
entering-row = Row
entering-drop = Leave this row out
entering-more-wrong = { $count } more rows need correcting; they show once these are saved.
entering-save-cells = Save and check again
entering-sound = { $count } rows are right
entering-edit-row = Edit row { $line }
entering-done = { $count ->
    [one] { $count } item was entered.
   *[other] { $count } items were entered.
}
entering-done-title = What was entered
entering-fact-items = Items entered
entering-fact-at = Entered at
entering-fact-undone = Undone at
entering-to-agenda = See the agenda
entering-undo = Undo: take off all { $count } items
entering-undo-confirm = Take all { $count } entered items off the agenda?
entering-undone = { $count ->
    [one] { $count } item was taken off the agenda.
   *[other] { $count } items were taken off the agenda.
}

entering-column-section = Section
entering-column-type = Type
entering-column-title = Title
entering-column-lead = Lead organisation
entering-column-presenter = Presenter
entering-column-minutes = Minutes
entering-column-papers = Papers
entering-column-submission = Submission number
entering-column-late-reason = Reason for lateness
entering-sheet-items = Items
entering-sheet-guide = Guide
entering-sheet-organisations = Organisations
entering-guide-column = Column
entering-guide-what = What it takes
entering-guide-section = The name of a section of the agenda; one that is not there yet is made. May stay empty.
entering-guide-type = For decision, For discussion, For information or Approval of minutes. Empty: for discussion.
entering-guide-title = Needed, at most 500 characters. One row for each item.
entering-guide-lead = Name, code (for example G12) or short name of the organisation.
entering-guide-presenter = Full name of who presents.
entering-guide-minutes = Minutes, 1 to 600. Empty: 15.
entering-guide-papers = Number or title of papers that are in the system; several are parted by semicolons.
entering-guide-submission = Proposal number of an accepted submission; its papers go with the item.
entering-guide-late-reason = Needed only for items that come late.
entering-list-code = Code
entering-list-name = Organisation

entering-needs-title = This row has no title.
entering-stands-there = The agenda has this already, as item { $ordinal }.
entering-twice = The same as row { $line } of the table.
entering-too-long = { $letters } characters long; at most { $most }.
entering-unknown-type = There is no type “{ $text }”. Write For decision, For discussion, For information or Approval of minutes.
entering-bad-minutes = “{ $text }” is no number of minutes. Write for example 20.
entering-unknown-organisation = There is no organisation “{ $text }”.
entering-unknown-person = There is nobody named “{ $text }”.
entering-unknown-dossier = There is no submission “{ $text }” that was accepted and waits for an agenda.
entering-ambiguous = “{ $text }” means { $count } of them; write it more exactly.
entering-unknown-paper = No paper has the number or title “{ $text }”.
entering-ambiguous-paper = { $count } papers have the number or title “{ $text }”.
entering-needs-late-reason = An item that comes late needs a reason.
entering-rows-wrong = { $count ->
    [one] { $count } row needs
   *[other] { $count } rows need
} correcting, so nothing was entered.
entering-nothing-to-import = No row can be entered.
entering-already-imported = This table was entered already.
entering-nothing-to-undo = There is nothing left to undo.
entering-undo-changed = It cannot be undone any more: { $count } items were changed or taken off since.
entering-undo-in-edition = It cannot be undone any more: { $count } items stand in an approved edition.

entering-refused-bytes = The file is larger than { $most } MB. Split the table into several files.
entering-refused-empty = There is no row to read.
entering-refused-rows = The table has more than { $most } rows. Split it into several files.
entering-refused-cell = A cell in row { $line } is longer than { $most } characters.
entering-refused-characters = The characters of the file cannot be read. Save it as “CSV UTF-8” or XLSX.
entering-refused-kind = This is neither an XLSX nor a CSV spreadsheet.
entering-refused-old-office = This is an old Excel file (.xls), or it has a password. Save it as .xlsx without a password.
entering-refused-encrypted = The file has a password. Take it off and send the file again.
entering-refused-macros = The file has macros. Save it as .xlsx.
entering-refused-bomb = The file unpacks to too much, and was not read.
entering-refused-damaged = The file cannot be read; it may be damaged.
entering-refused-time = Reading took too long and was stopped. Keep only the rows to enter.
entering-refused-busy = The server is reading other files. Please try again in a few minutes.
