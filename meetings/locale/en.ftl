### Preparing a sitting: when, the agenda, invitations.

meeting-new = New sitting
meeting-plan = Plan the sitting
meeting-planned = The sitting is planned.
meeting-edit = Edit details
meeting-edit-title = Edit the sitting’s details
meeting-save = Save
meeting-saved = Saved.
meeting-cancel = Cancel the sitting
meeting-cancel-reason = Why it is cancelled (told to everybody invited)
meeting-cancel-confirm = Cancel this sitting? Everybody invited is told at once.
meeting-cancel-needs-reason = Say why the sitting is cancelled.
meeting-cancel-needs-head = Invitations have gone out: only the head of the secretariat may cancel the sitting.
meeting-was-cancelled = The sitting is cancelled.
meeting-cancelled-at = Cancelled on { $at }
meeting-is-cancelled = This sitting was cancelled.
meeting-has-begun = The sitting has begun or is over; its preparation cannot be changed any more.
meeting-ends-before-start = The end must be after the start.
meeting-too-long = A sitting lasts less than seven days. Check the day of the end.
meeting-lies-in-the-past = This time has passed. Choose one that lies ahead.
meeting-changed-meanwhile = Somebody else has just changed this. What you typed is still here: look at the change, then send again.
meeting-needs-chair = Nobody holds the chair’s seat on that day. Choose who presides.
meeting-unknown-person = This person is not known, or no longer in service.
meeting-secretariat-prepares = Only the secretariat prepares sittings.
meeting-clerk-prepares-not = The clerk keeps the minutes and does not edit the agenda.
meeting-change-tells = { $count ->
    [one] The sitting was sent: when saved, a change is told at once to the one person invited.
   *[other] The sitting was sent: when saved, a change is told at once to the { $count } people invited.
  }
meeting-field-title = Name of the sitting
meeting-field-kind = Kind
meeting-field-starts = Starts
meeting-field-ends = Planned end
meeting-field-place = Place
meeting-field-chair = Chair
meeting-field-chair-help = Leave empty when the holder of the chair’s seat presides.
meeting-field-clerk = Clerk
meeting-chair-usual = Holder of the chair’s seat
meeting-clerk-none = Not assigned
meeting-facts = The sitting
meeting-kind-regular = Regular
meeting-kind-thematic = Thematic
meeting-kind-extraordinary = Extraordinary
meeting-kind-electronic = Electronic
meeting-state-planned = In preparation
meeting-state-agenda-approved = Agenda approved
meeting-state-invited = Invitations sent
meeting-state-in-sitting = In sitting
meeting-state-paused = Paused
meeting-state-ended = Ended
meeting-state-minutes-submitted = Minutes submitted
meeting-state-minutes-signed = Minutes signed
meeting-state-archived = Archived
meeting-state-cancelled = Cancelled
meeting-step-planned = Agenda in work
meeting-step-submitted = With the head
meeting-step-approved = Approved
meeting-step-invited = Sent
meeting-step-sitting = Sitting
meeting-step-minutes = Minutes
meeting-tabs-label = Sittings by time
meeting-tab-upcoming = Upcoming
meeting-tab-past = Past
meeting-none-upcoming = No sitting ahead
meeting-none-upcoming-text = A sitting appears here when you are invited.
meeting-none-upcoming-desk = Plan a sitting to begin its agenda.
meeting-none-past = No past sittings yet
meeting-none-past-text = Sittings that ended or were cancelled are kept here.
meeting-row-meta = { $kind } · { $place } · { $items ->
    [one] 1 item
   *[other] { $items } items
 }
meeting-when-where = { $start } – { $end } · { $place }
meeting-view-sent = See as members do (edition { $edition })
meeting-view-desk = Back to the working copy
meeting-waits-answer = Answer the invitation: { $title }
meeting-waits-approval = Approve the agenda: { $title }
meeting-waits-sending = Send the approved agenda: { $title }
meeting-waits-returned = Agenda returned: { $title }

agenda-title = Agenda
agenda-total = { $items ->
    [one] 1 item
   *[other] { $items } items
 } · { $minutes } minutes
agenda-minutes = { $minutes } min
agenda-paper-replaced = version { $ordinal }, in place of the one sent
agenda-pages = { $pages ->
    [one] 1 page
   *[other] { $pages } pages
 }
agenda-presented-by = presented by { $name }
agenda-type-decision = For decision
agenda-type-discussion = For discussion
agenda-type-information = For information
agenda-type-approval-of-minutes = Approval of minutes
agenda-field-title = Subject
agenda-field-type = Type
agenda-field-minutes = Minutes
agenda-field-lead = Lead organisation
agenda-field-presenter = Presenter
agenda-lead-none = No organisation yet
agenda-presenter-none = Nobody yet
agenda-empty = The agenda has no items yet
agenda-empty-text = Add the first one right below.
agenda-add = Add an item
agenda-item-save = Save the item
agenda-item-changed = changed
agenda-item-removed = The item was removed. It can be restored at the end of the agenda.
agenda-item-was-removed = The item “{ $title }” was removed from the agenda.
agenda-item-not-removed = The item “{ $title }” still stands on the agenda.
agenda-item-needs-title = Say what the item is about.
agenda-item-minutes = An item takes { $least } to { $most } minutes.
agenda-unknown-organisation = This organisation is not known, or no longer exists.
agenda-removed-count = Removed items: { $count }
agenda-restore = Restore
agenda-handle = Drag, or use the arrow keys, to move: { $title }
agenda-up = Move up: { $title }
agenda-down = Move down: { $title }
agenda-edit = Edit: { $title }
agenda-remove = Remove from the agenda: { $title }
agenda-no-papers = No papers yet.
agenda-paper-first = Put first: { $title }
agenda-paper-detach = Take off: { $title }
agenda-paper-detach-confirm = Take “{ $title }” off this item? The paper itself is kept.
agenda-too-many-items = An agenda holds at most { $most } items.
agenda-too-many-papers = An item holds at most { $most } papers.
agenda-order-has-doubles = The new order names an item twice.
agenda-items-changed-meanwhile = Somebody else has just added or removed an item. The present order was kept: move it again.
agenda-way-label = The agenda’s way
agenda-submit = Submit to the head
agenda-was-submitted = Submitted to the head of the secretariat.
agenda-already-submitted = The agenda lies with the head of the secretariat.
agenda-approve = Approve the agenda
agenda-was-approved = The agenda is approved, edition { $edition }.
agenda-already-approved = The agenda is approved and waits to be sent.
agenda-approved-reopen-first = The agenda is approved. Reopen it before changing it.
agenda-head-approves = Only the head of the secretariat approves the agenda.
agenda-head-returns = Only the head of the secretariat returns the agenda.
agenda-nothing-to-return = No agenda waits for approval or sending.
agenda-return = Return
agenda-return-reason = Why it is returned
agenda-return-confirm = Edition { $edition }, which is approved, will not be sent any more. Return the agenda?
agenda-return-needs-reason = Say why the agenda is returned.
agenda-was-returned = The agenda was returned.
agenda-returned-at = Returned by the head on { $at }
agenda-reopen = Reopen for changes
agenda-not-approved = The agenda is not approved.
agenda-same-as-edition = The agenda says nothing else than edition { $edition }.
agenda-changed-while-reading = The agenda changed while you were reading. Look at it as it is now, then press again.
agenda-incomplete = { $count ->
    [1] { $first }
   *[other] The agenda lacks { $count } things. First: { $first }
 }
agenda-lacks-count = Before approval the agenda still lacks { $count ->
    [one] one thing
   *[other] { $count } things
 }:
agenda-lacks-more = { $count } more
agenda-jump = Go to the sections of the agenda
agenda-lacks-items = The agenda has no items.
agenda-lacks-title = Item { $ordinal } has no subject.
agenda-lacks-lead = Item { $ordinal } “{ $title }” has no lead organisation.
agenda-lacks-presenter = Item { $ordinal } “{ $title }” has no presenter.
agenda-send = Send edition { $edition } to those invited
agenda-send-confirm = Send invitations, edition { $edition } of the agenda and its papers to { $count ->
    [one] the one person
   *[other] the { $count } people
  } invited?
agenda-was-sent = Edition { $edition } of the agenda was sent to { $count ->
    [one] one person
   *[other] { $count } people
  }.
agenda-already-sent = Edition { $edition } was sent already.
agenda-late-reason = Why it goes out late
agenda-late-reason-help = Kept with this edition of the agenda.
agenda-late-needs-reason = { $lead } Say why it goes out late.
agenda-changes-since = Changed since edition { $edition }
agenda-no-changes = Nothing has changed.
agenda-edition-sent = Edition { $edition }, sent on { $at }
agenda-edition-unsent = Edition { $edition }, approved on { $at }, not sent
agenda-none-sent = No agenda was sent yet
agenda-print = Print
agenda-discard = Discard the changes
agenda-discard-confirm = Put the agenda back to edition { $edition } as it was sent? Items added since can be restored at the end of the agenda.
agenda-changes-discarded = The agenda is again as it was sent.
agenda-nothing-to-discard = There is nothing to discard.
agenda-never-sent = No edition of the agenda was ever sent.
agenda-change-added = Added as item { $ordinal }: { $title }
agenda-change-removed = Removed, was item { $ordinal }: { $title }
agenda-change-moved = Moved from place { $before } to { $after }: { $title }
agenda-change-title = “{ $before }” is now “{ $after }”
agenda-change-minutes = { $before } to { $after } minutes: { $title }
agenda-change-type = Other type: { $title }
agenda-change-lead = Other lead organisation: { $title }
agenda-change-presenter = Other presenter: { $title }
agenda-change-papers = Other papers: { $title }

invitation-title = Invited
invitation-yours = Your invitation
invitation-of = Invitation of { $name }
invitation-not-yours = This is not your invitation.
invitation-not-sent = The invitation has not been sent.
invitation-not-sent-yet = Invitations go out together with the approved agenda.
invitation-withdrawn = This invitation was withdrawn.
invitation-exists = { $name } is invited already.
invitation-member-stays = { $name } is a member and is always invited.
invitation-answer-none = Not answered
invitation-answer-attending = Attending
invitation-answer-remote = Attending remotely
invitation-answer-absent = Absent
invitation-answer-substitute = Sends a substitute
invitation-attend = I will attend
invitation-attend-remote = I attend remotely
invitation-cannot = I cannot attend
invitation-absent-title = Excuse your absence
invitation-absent = Send the excuse
invitation-reason = Reason
invitation-absence-needs-reason = Say why you are absent.
invitation-substitute-title = Send a substitute
invitation-substitute-help = A substitute presents your opinion and does not vote.
invitation-substitute-known = Somebody of the organisation
invitation-substitute-other = Somebody else (name below)
invitation-substitute-name = Name of the substitute
invitation-substitute-position = Position of the substitute
invitation-substitute-needs-name = Say who sits in for you.
invitation-substitute = Send the substitute
invitation-guest-no-substitute = A guest sends no substitute; the secretariat invites somebody else.
invitation-choose-answer = Choose an answer.
invitation-was-answered = Your answer is noted.
invitation-sits-in = Substitute: { $name } { $position }
invitation-show-all = Show the list
invitation-guest-add = Invite a guest
invitation-guest-person = Guest
invitation-guest-remove = Withdraw the invitation of { $name }
invitation-guest-remove-confirm = Withdraw the invitation of { $name }? They will no longer see the sitting and its papers.

invitation-absences = Announced absences
invitation-consent = Agree
invitation-no-consent = Do not agree
invitation-consented = The chair agrees to the absence
invitation-not-consented = The chair does not agree to the absence
invitation-chair-consents = Only the chair of the sitting agrees to an absence.
invitation-no-absence = { $name } has announced no absence.
agenda-paper-withheld = The restricted paper “{ $title }” was not handed to: { $names }. Name them as readers of the paper if they need it.
meeting-paper-used-in = Used in sittings

## The structure of the agenda: sections, times, who presides, who is asked to an item.

agenda-section-none = Before all sections
agenda-unknown-section = This section is not known, or was removed.
agenda-sections-changed-meanwhile = Somebody else has just changed the sections. The present order was kept: move it again.
agenda-chair-is-member = Only a member of the cabinet presides over an item in the chair’s stead.
agenda-late-item-needs-reason = This item comes after the agenda was sent, or too late for its papers. Say why it is added now.
agenda-change-section = Moved to the section “{ $after }”: { $title }
agenda-change-section-none = Moved out of its section: { $title }
agenda-change-pause = { $after ->
    [0] No pause any more after: { $title }
   *[other] Pause of { $after } minutes after: { $title }
  }
agenda-change-chair = Another person presides over: { $title }
agenda-change-guests = Other guests: { $title }
agenda-change-late = Another reason for the late addition: { $title }
agenda-change-numbering = The items are numbered in another way
minutes-item-chair = Presided over by
agenda-structure = Sections and numbering
agenda-section-name = Name of the section
agenda-section-add = Add a section
agenda-section-save = Save the name
agenda-section-rename = Rename the section: { $name }
agenda-section-up = Move the section up, with its items: { $name }
agenda-section-down = Move the section down, with its items: { $name }
agenda-section-remove = Remove the section: { $name }
agenda-section-remove-confirm = Remove the section “{ $name }”? Its items stay, before all sections.
agenda-section-empty = No items in this section yet.
agenda-section-needs-name = Give the section a name.
agenda-section-name-twice = The agenda has a section “{ $name }” already.
agenda-too-many-sections = An agenda holds at most { $most } sections.
agenda-numbering = Numbers of the items
agenda-numbering-body = As the rules of the body say
agenda-numbering-through = 1, 2, 3 through all sections
agenda-numbering-letter = A.1, A.2, B.1 by section
agenda-numbering-decimal = 1.1, 1.2, 2.1 by section
agenda-numbering-save = Number like this
agenda-moved-section = Moved to place { $place }, section { $section }.
agenda-late-item = Late addition: { $reason }
agenda-chaired-by = presided over by { $name }
agenda-guest-from-to = Guest { $name }, { $from }–{ $to }
agenda-pause = Pause, { $minutes } minutes
agenda-runs-until = until { $at }
agenda-runs-over = { $minutes } minutes over the planned end
agenda-field-pause-after = Pause after it, in minutes
agenda-field-chair = Presided over by
agenda-field-section = Section
agenda-field-late-reason = Why it is added so late
agenda-chair-none = The chair of the sitting
agenda-returning-title = Put off earlier, comes back here: { $count }
agenda-take-up = Take up again
agenda-put-off = Leave to the next sitting
agenda-put-off-confirm = Leave “{ $title }” to the next sitting? It will be offered there.
agenda-was-put-off = put off on { $at } until { $day }
agenda-not-offered = “{ $title }” is not offered to this sitting any more: it was taken up, or left to another one.
agenda-matter-elsewhere = “{ $title }” stands on the agenda of “{ $meeting }” meanwhile.
agenda-lacks-decision-on-returning = “{ $title }” was put off earlier and comes back here: take it up again, or leave it to the next sitting.
agenda-dossiers-waiting = Accepted dossiers: { $count }
agenda-dossiers-choose = Put on this agenda
agenda-dossiers-add = Add the chosen dossiers
agenda-dossiers-added = { $count ->
    [0] No dossier was chosen.
    [one] One dossier was added with its papers.
   *[other] { $count } dossiers were added with their papers.
  }
agenda-proposal = proposal { $number }
agenda-guest = Guest for this item
agenda-guest-choose = Choose a person
agenda-guest-from = From (empty: when the item begins)
agenda-guest-to = To (empty: when the item ends)
agenda-guest-ask = Ask this guest
agenda-guest-release = Ask { $name } no more to: { $title }
agenda-guest-period = Give both times, the end after the beginning, or none.
agenda-guest-is-member = { $name } is a member of the cabinet and is there anyway.
agenda-guest-is-there = { $name } presides over the sitting or keeps its minutes and is there all the time.
agenda-too-many-guests = An item has at most { $most } guests.
agenda-standing-add = Add: { $title }
agenda-standing-last-minutes = Approval of the minutes of the last sitting
agenda-standing-assignments = Report on the assignments given
agenda-standing-is-there = The item “{ $title }” stands on the agenda already.
agenda-minutes-open = Open the minutes of the last sitting
agenda-guest-times = Change the times of { $name }
agenda-guest-times-save = Keep these times
invitation-scope-items = For their items only
invitation-scope-to-items = Ask { $name } for their items only
invitation-scope-to-whole = Ask { $name } for the whole sitting
invitation-scope-to-items-confirm = Ask { $name } for their items only? Where the invitation was sent, the papers of the other items are taken back at once.
invitation-scope-to-whole-confirm = Ask { $name } for the whole sitting? They will read the whole agenda and the papers that members get.
agenda-note-minutes = Minutes of “{ $title }”, { $day }
agenda-note-assignments = { $open } assignments open, { $overdue } of them overdue (as of { $day })
series-title = Series and templates
series-list = Series
series-none = No series yet
series-none-text = Note the monthly sitting below, then plan a whole year at once.
series-new = A new series
series-save = Note the series
series-year = Year
series-make = Plan this year
series-made = { $count ->
    [0] All sittings of { $year } that lie ahead were planned already.
    [one] One sitting of { $year } was planned.
   *[other] { $count } sittings of { $year } were planned.
  }
series-end = End the series
series-end-confirm = End the series “{ $title }”? Sittings that were planned stay.
series-field-title = Title of the sittings
series-field-title-help = What stands in braces gives way to month and year of each sitting. Example: “{ $pattern }” becomes “{ $made }”.
series-title-pattern = Regular sitting { $month }/{ $year }
series-word-month = month
series-word-year = year
series-title-example = for example { $title }
series-field-rule = Day of the month
series-field-nth = Which one (day 1–31; weekday 1–5, 5: the last)
series-field-weekday = Weekday
series-field-starts = Begins at
series-field-minutes = Length in minutes
series-rule-last-working-day = Last working day
series-rule-weekday = A weekday
series-rule-day = A day of the month
series-weekday = { $n ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[6] Sunday
  }
series-needs-title = Give the series a title.
series-needs-weekday = Say which weekday of the month.
series-needs-day = Say which day of the month.
template-list = Templates
template-field = Template
template-none = An empty agenda
template-none-kept = No templates yet
template-none-kept-text = Build an agenda, then keep it as a template under “Sections and numbering”.
template-meta = { $sections } sections, { $items } items
template-name = Keep this agenda as a template named
template-keep = Keep as a template
template-kept = The template “{ $name }” was kept.
template-needs-name = Give the template a name.
template-begin = Add its sections and items
template-retire = Retire
template-retire-confirm = Offer the template “{ $name }” no more?
submission-on-agenda = On the agenda: { $title }
