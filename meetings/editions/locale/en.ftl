### Editions of the agenda: what differs, warnings before sending, taking back.
difference-since = Changed since edition { $edition }
difference-since-sent = Compared with edition { $edition }, sent on { $at }
difference-other = Compare with another edition:
difference-kind-added = new
difference-kind-removed = removed
difference-kind-changed = changed
difference-place = Number
difference-moved = Moved
difference-time = Time
difference-guests = Guests of the item
difference-papers = Papers
difference-paper-added = Added: { $title }
difference-paper-removed = Removed: { $title }
difference-paper-replaced = Replaced by version { $ordinal }: { $title }
difference-paper-reordered = Papers in another order
difference-only-times = { $count } other items have another time only
agenda-head-withdraws = Only the head of the secretariat takes back an agenda that was sent.
agenda-withdraw = Take the sent agenda back
agenda-withdraw-reason = Why it is taken back (told to everybody invited)
agenda-withdraw-needs-reason = Say why the agenda is taken back.
agenda-withdraw-confirm = Take back edition { $edition } and all its papers? Everybody invited is told at once; the invitations stay.
agenda-was-withdrawn = The agenda and its papers were taken back.
agenda-withdrawn-at = The agenda was taken back on { $at }
agenda-withdrawn-notice = The agenda of “{ $title }” was taken back: { $reason }
agenda-withdrawn-outside = The agenda of “{ $title }” was taken back.
notice-kind-agenda-withdrawn = An agenda is taken back
warning-needs-reason = { $warning } Say why it is sent all the same.
warning-reason = Why it is sent all the same
warning-papers-missing = Items without a paper: { $count }.
warning-papers-doubtful = Papers with doubts from their intake: { $count }.
warning-room-taken = Another sitting is held in this place at the same time.
warning-persons-taken = Called to two sittings at the same time: { $count }.
warning-quorum-short = By the answers so far, the sitting has no quorum.
warning-checks-open = Items not formally checked: { $count }.
warning-submissions-open = Items whose dossier is not accepted: { $count }.
warning-item = { $ordinal }. { $title }
warning-paper = { $title }
warning-sitting = { $title }, { $start }
warning-persons = { $title }, { $start }: { $names }
notice-kind-agenda-to-approve = Agenda to approve
notice-kind-agenda-returned = Agenda returned
notice-kind-agenda-sent = New edition of an agenda
agenda-notice-to-approve = The agenda of { $title } ({ $at }) waits for your approval.
agenda-notice-returned = The agenda of { $title } ({ $at }) was returned to be mended. Reason: { $reason }
agenda-notice-sent = The agenda of { $title } has a new edition: { $edition }.
agenda-outside-to-approve = An agenda waits for your approval: { $title }, { $at }.
agenda-outside-returned = The agenda of a sitting was returned: { $title }, { $at }.
agenda-outside-sent = The agenda of a sitting has a new edition: { $title }.
approval-title = Before approving
approval-checks-open = { $open } of { $all } items are not formally checked
approval-checks-done = { $all ->
    [one] The one item is formally checked.
   *[other] All { $all } items are formally checked.
  }
approval-unchecked = not checked yet
approval-lapsed = changed since it was checked
approval-since = Since edition { $edition }: { $count ->
    [one] one item changed
   *[other] { $count } items changed
  }
approval-since-nothing = Since edition { $edition }: no item changed.
approval-warnings-later = These warnings do not stop the approval; when the agenda is sent, each of them needs a reason.
agenda-approve-confirm-open = { $count ->
    [one] One item is not formally checked. Approve the agenda all the same?
   *[other] { $count } items are not formally checked. Approve the agenda all the same?
  }
agenda-withdrawn-badge = Agenda withdrawn
agenda-withdrawn-means = The papers of the agenda were taken back. The invitation still holds; a new agenda will be sent.
