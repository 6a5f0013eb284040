### The versions of a paper: on paper only, released, replaced, compared, who has read what.

## On paper only; state secrets
paper-only = On paper only
paper-only-where = On paper only – available at the secretariat
paper-only-add = Paper without a file
paper-only-title = A paper on paper only
paper-only-help = The system keeps only its number, its title and its place in the agenda and the minutes. No file is stored; members get it on paper at the secretariat.
paper-only-title-help = This title is shown in the agenda. If the title itself is a state secret, please write a general one.
paper-only-save = Save
paper-only-added = The paper was entered as being on paper only.
document-paper-only-no-file = This paper is on paper only, so it takes no file. If it is no state secret, please upload the file as a new paper.
document-paper-only-level = A paper on paper only has no other access level.
document-state-secret-title = State secrets are not taken in
document-state-secret = On a system with a network state secrets must not be drafted, kept or transmitted (Law on Protection of State Secrets 29/2018/QH14, Article 5 (5) and (6); from 1 March 2026 Law 117/2025/QH15). Nothing was stored. Please enter this paper as being on paper only.
document-secrecy = Degree of secrecy
document-secrecy-none = No state secret
document-secrecy-mat = State secret: Mật (secret)
document-secrecy-toi-mat = State secret: Tối mật (top secret)
document-secrecy-tuyet-mat = State secret: Tuyệt mật (of the highest degree)
document-secrecy-short-mat = Mật · on paper
document-secrecy-short-toi-mat = Tối mật · on paper
document-secrecy-short-tuyet-mat = Tuyệt mật · on paper

## Released at a time
release-plan-needs-instant = Please choose the day and hour of the release.
release-plan-past = That instant has passed. Please choose a later one, or release now.
release-plan-waits-for-agenda = “{ $title }” goes out when the agenda is sent, so those who are asked could not read it. Release it now or take that order back, on the page of the paper.
release-plan-none = No release is planned for this version.
release-later = Release later
release-plan-instant = Day and hour of release
release-plan-help = The version goes out by itself at that instant; you can cancel it until then. If the agenda is sent before, members can open the paper only from that hour on.
release-plan-set-at = Release at that instant
release-plan-set-agenda = Release when the agenda is sent
release-plan-at = Goes out { $at }.
release-plan-with-agenda = Goes out when the agenda is sent.
release-plan-cancel = Cancel the planned release
release-planned = The release is planned.
release-plan-cancelled = The planned release was cancelled.

## Taken back
recall-title = This paper was taken back
recall-at = Taken back { $at }
recall-from-you = It was taken back from you. Whoever else holds it reads on; ask the secretariat if you need it.
recall-by-level-title = This paper is not open to you any more
recall-by-level = Its access level or its named readers were changed. Ask the secretariat if you need it.
recall-no-reason = No reason was given.
recall-reason-help = Whoever holds the paper reads this reason.
recall-copies-out = { $count ->
    [one] 1 tablet still holds a copy; it goes at the next contact:
   *[other] { $count } tablets still hold a copy; they go at the next contact:
    }
recall-copies-closed = { $count ->
        [one] { $count } copy on a tablet whose account is closed: nobody can open it after the next contact, or seven days after the last one:
       *[other] { $count } copies on tablets whose accounts are closed: nobody can open them after the next contact, or seven days after the last one:
    }
recall-copy = { $name } · { $device } · since { $since }, last heard of { $contact }
recall-no-copies = No tablet holds a copy any more.

## Handed out to persons
hand-out-title = Hand out
hand-out = Hand out
hand-out-members = All members of the cabinet
hand-out-named = All named readers
hand-out-organisations = Everybody of an organisation
hand-out-persons = Single persons
hand-out-confirm-release = Version { $ordinal } is released at once to those chosen.
hand-out-waits = Whoever is chosen can open it from { $at } on.
hand-out-waits-for-agenda = Whoever is chosen can open it once the agenda is sent.
hand-out-done = { $count ->
    [0] Everybody chosen has this paper already.
    [one] Handed to 1 person.
   *[other] Handed to { $count } persons.
    }
hand-out-withheld = { $count ->
    [one] 1 person does not get it because of the paper's access level.
   *[other] { $count } persons do not get it because of the paper's access level.
    }
hand-out-unknown = Somebody among those chosen cannot be handed papers.
hand-out-nobody = Please choose at least one person.
hand-out-not-newest = Only the newest version (version { $ordinal }) can be handed out.
hand-out-counts = Version { $ordinal }: held by { $held }, opened by { $opened }.
hand-out-since = handed out { $at }
hand-out-act = Take back
hand-out-undo = Take back
hand-out-undo-confirm = Take back what was handed to { $name }?
hand-out-undo-whom = Please say from whom it is taken back: single persons, or everybody.
hand-out-undo-all = Take back all that was handed out here
hand-out-undo-all-confirm = Take the paper back from everybody who was handed it on this page? What a sitting or a ballot handed out stays.
hand-out-taken-back = Taken back.

## Read
receipt-pages = { $seen } of { $pages } pages seen
pages-seen-no-such-page = The paper has only { $pages } pages.
acknowledge = I have read it
acknowledged = Your acknowledgement was recorded.
acknowledged-at = You acknowledged this paper as read { $at }.
acknowledgement = Acknowledged
acknowledgement-missing = Not yet
acknowledgement-counts = { $count } have acknowledged it, { $missing } have not.
acknowledgement-ask = Ask for acknowledgement
acknowledgement-stop = Ask no more for acknowledgement
acknowledgement-not-asked = Nobody is asked to acknowledge this paper.
acknowledgement-not-yours = Only who was handed the paper acknowledges it.
acknowledgement-open-first = Please open the paper before you acknowledge it.
reader-acknowledge = I have read it
reader-acknowledged = Your acknowledgement was recorded.

## A new version, in the reader
reader-newer = Version { $ordinal } is out.
reader-newer-carried = Marks carried over: { $carried }.
reader-newer-carried-look = Marks carried over: { $carried }; to be looked at: { $look }.
reader-newer-open = Open version { $ordinal }
reader-newer-compare = What changed
reader-newer-close = Close the notice of the new version
reader-recalled-at = Taken back { $at }.
reader-recalled-why = Taken back { $at }: { $reason }

## Compared
compare-title = What changed
compare-subtitle = Version { $before } and version { $after }
compare-with = Compare with version { $ordinal }
compare-choose = Compare
compare-from = Older
compare-to = Newer
compare-one-version = The paper has only one version, so there is nothing to compare.
compare-same-version = Please choose two different versions.
compare-summary = { $changed ->
    [one] 1 page changed
   *[other] { $changed } pages changed
    }{ $inserted ->
    [0] {""}
   *[other] , { $inserted } inserted
    }{ $removed ->
    [0] {""}
   *[other] , { $removed } removed
    }{ $pictures ->
    [0] .
    [one] . 1 page without words is to be compared by eye.
   *[other] . { $pictures } pages without words are to be compared by eye.
    }
compare-summary-same = The words of both versions are the same.
compare-summary-pictures = The words could not be compared (scanned pages, or too long a paper). The pages stand side by side by their number, for the eye to compare.
compare-changes = Changes
compare-previous = Previous change
compare-next = Next change
compare-page-of = { $name }, page { $page }
compare-picture = Picture of page { $page } of version { $ordinal }
compare-no-page = { $name } does not have this page
compare-row-changed = Page { $before } → page { $after }: changed
compare-row-inserted = Page { $after }: inserted
compare-row-removed = Page { $before }: removed
compare-row-picture = Page { $before } and page { $after }: compare by eye
compare-too-long = This page has too many words to be compared word by word.
compare-removed-begins = [removed:
compare-removed-ends = end of removed]
compare-inserted-begins = [inserted:
compare-inserted-ends = end of inserted]
compare-skipped = … { $count } unchanged words …

## Who had which version
nav-audit = Papers handed out
audit-title = Who had which version
audit-subtitle = From when to when, opened and acknowledged or not
audit-not-yours = Only the secretariat and auditors see this list.
audit-export = Download (CSV)
audit-filter = Filter
audit-search = Paper: number or title
audit-held-from = Held on or after
audit-held-to = Held on or before
audit-days-order = The last day lies before the first one.
audit-everybody = Everybody
audit-one-paper = One paper only.
audit-all-papers = Show all papers
audit-none = Nothing was handed out that fits.
audit-of-paper = Who had which version
audit-paper = Paper no. { $id }
audit-by-hand = handed out directly
audit-sitting = a sitting
audit-ballot = a ballot
audit-submission = a dossier signed together
audit-opinion = an opinion on a dossier
audit-position = Attached to a position
audit-opinion-answer = an answer to a request
audit-from = From { $at } ({ $by })
audit-by-program = by the program
audit-opened-for-all = Could be opened from { $at }
audit-not-open-yet = Cannot be opened yet: its release is still to come
audit-never-open = Could never be opened
audit-withheld = Kept back by its access level since { $at }
audit-account-closed = Account closed since { $at }
audit-until = Until { $at } ({ $by })
audit-still = Held now
audit-first-last = First opened { $first }, last { $last }
audit-acknowledged = Acknowledged { $at }
audit-copy-out = { $device }: since { $since }
audit-copy-gone = { $device }: from { $since } to { $until }
audit-copy-closed = account closed since { $at }
audit-which-all = All
audit-which-in-force = Held now
audit-which-ended = Ended
audit-which-not-open-yet = Not open yet
audit-which-unheld = Read without being handed
audit-which-not-opened = Not opened
audit-which-not-acknowledged = Not acknowledged
audit-column-paper = Paper
audit-column-number = Number and symbol
audit-column-version = Version
audit-column-person = Person
audit-column-occasion = Handed out for
audit-column-held = Held from when to when
audit-column-read = Read
audit-column-handed = Handed out at
audit-column-opens = Could be opened from
audit-column-by = Handed out by
audit-column-first = First opened
audit-column-last = Last opened
audit-column-seen = Pages seen
audit-column-pages = Pages
audit-column-acknowledged = Acknowledged at
audit-column-withheld = Kept back by its level since
audit-column-closed = Account closed since
audit-column-ended = Ended at
audit-column-ended-by = Taken back by
audit-column-reason = Reason
audit-column-copies = Copies on tablets
audit-unheld = Read without being handed it
audit-unheld-all = Show all who read without being handed
audit-read-for = read for { $name }
audit-way-secretariat = in the secretariat
audit-way-owner = officer of the organisation it belongs to
audit-way-open = open to the administration
audit-way-ended = by a right that has ended
audit-way-closed = account closed since
