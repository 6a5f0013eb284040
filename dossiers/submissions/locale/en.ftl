submission-officers-draft = Dossiers are drafted by officers of a ministry or agency.
submission-lead-only = This is for the organisation that lodges the dossier.
submission-secretariat-only = This is for the secretariat's officers and its head.
submission-head-only = This is for the head of the secretariat.
submission-is-drafted = The dossier is being drafted and was not lodged yet.
submission-is-lodged = The dossier was lodged and waits for the secretariat.
submission-is-checking = The secretariat is checking the dossier.
submission-is-returned = The dossier was returned to the organisation that lodged it.
submission-is-accepted = The dossier was accepted.
submission-is-scheduled = The dossier stands on the agenda of a sitting.
submission-is-withdrawn = The dossier was withdrawn by the organisation that lodged it.
submission-passed-already = The dossier was found valid already and waits for the head of the secretariat.
submission-incomplete = { $count ->
    [one] It cannot be lodged yet: one thing is missing.
   *[other] It cannot be lodged yet: { $count } things are missing.
}
submission-reason-missing = Say why it is returned, or write it at the checks.
submission-withdraw-reason-missing = Say why the dossier is withdrawn.
submission-unknown-organisation = This organisation does not exist any more.
submission-paper-not-own = “{ $title }” is not a paper of the organisation that lodges.
submission-too-many-papers = A dossier holds at most { $most } papers.
submission-clash = { $count ->
    [one] Somebody else has just changed “{ $field }”. Look at what stands there before writing over it.
   *[other] Somebody else has just changed { $count } fields, “{ $field }” among them. Look at what stands there before writing over it.
}
submission-field-proposal-number = Number of the proposal
submission-field-proposal-on = Date of the proposal
submission-field-subject = Subject
submission-field-note = Note to the secretariat
submission-field-asked = Asked for
submission-field-urgency = Urgency
submission-field-access-level = Who may read it
submission-field-is-legal-draft = Draft of a legal act
submission-field-opinions-asked = Other organisations were asked for their opinions
submission-field-signer-ids = Signing together
submission-check-subject-holds = There is a subject.
submission-check-subject-lacks = The subject is missing.
submission-check-number-holds = The proposal has its number and date.
submission-check-number-lacks = The proposal has no number or no date yet.
submission-check-proposal-holds = The proposal is there.
submission-check-proposal-lacks = The proposal is missing among the papers.
submission-check-draft-holds = The draft text is there.
submission-check-draft-lacks = The draft text that is to be decided is missing.
submission-check-summary-holds = There is a summary of { $pages } pages (at most { $most }).
submission-check-appraisal-holds = The appraisal of the Ministry of Justice is there.
submission-check-appraisal-lacks = The draft of a legal act lacks the appraisal of the Ministry of Justice.
submission-check-explanation-holds = The explanation of comments is there.
submission-check-explanation-lacks = Opinions were asked, and the explanation of comments is missing.
submission-check-consultation-holds = The replies of the organisations asked are there.
submission-check-consultation-lacks = The replies of the organisations asked are missing.
submission-check-level-holds = The papers may be read by whom the dossier says.
submission-check-level-lacks = { $count ->
    [one] “{ $title }” may be read by others than the dossier says.
   *[other] { $count } papers may be read by others than the dossier says, “{ $title }” among them.
}
submission-check-text-holds = The papers have text that can be searched.
submission-check-text-lacks = { $count ->
    [one] “{ $title }” is a scan without text.
   *[other] { $count } papers are scans without text, “{ $title }” among them.
}
submission-due-check = Validity check due { $at }
submission-late-check = Validity check overdue since { $at }
submission-due-chair = To the Prime Minister by { $at }
submission-late-chair = To the Prime Minister: overdue since { $at }
opinion-period = Opinions take from { $least } to { $most } working days: { $earliest } at the earliest, { $latest } at the latest.
opinion-period-too-early = Too short: at least { $least } working days, that is until the end of { $earliest }.
opinion-period-too-late = Too long: at most { $most } working days, that is until { $latest }.
nav-submissions = Dossiers
submission-new = New dossier
submission-without-subject = Dossier without a subject
submission-tabs-label = Where the dossiers stand
submission-tab-drafts = Drafts
submission-tab-returned = Returned
submission-tab-waiting = To be checked
submission-tab-accepted = Accepted
submission-tab-scheduled = On an agenda
submission-tab-withdrawn = Withdrawn
submission-none-drafts = No dossier is being drafted
submission-none-returned = No dossier was returned
submission-none-waiting = No dossier waits to be checked
submission-none-accepted = No dossier waits for an agenda
submission-none-scheduled = No dossier stands on an agenda yet
submission-none-withdrawn = No dossier was withdrawn
submission-none-filtered = No dossier matches
submission-none-draft-text = “New dossier” begins one; it is saved while you type.
submission-filter = Filter the dossiers
submission-filter-words = Subject or number of the proposal
submission-filter-organisation = Lodged by
submission-filter-all = All
submission-filter-late = Overdue only ({ $count })
submission-filter-clear = Clear the filter
submission-row-meta = { $papers ->
    [one] { $asked } · 1 paper
   *[other] { $asked } · { $papers } papers
}
submission-late = Overdue
submission-row-lodged = lodged { $at }
submission-state-drafted = Draft
submission-state-lodged = Lodged
submission-state-checking = Being checked
submission-state-checked = Valid, waits for the head
submission-state-returned = Returned
submission-state-accepted = Accepted
submission-state-scheduled = On an agenda
submission-state-withdrawn = Withdrawn
submission-asked-decision = Decision in a sitting
submission-asked-information = For information
submission-asked-written_ballot = Written ballot
submission-urgency-normal = Normal
submission-urgency-urgent = Urgent
submission-urgency-most_urgent = Most urgent
submission-role-proposal = Proposal
submission-role-draft = Draft text
submission-role-summary = Summary
submission-role-appraisal = Appraisal
submission-role-explanation = Explanation of comments
submission-role-consultation = Replies of organisations asked
submission-role-other = Other paper
submission-checkname-subject = Subject
submission-checkname-number = Number and date of the proposal
submission-checkname-proposal = Proposal
submission-checkname-draft = Draft text
submission-checkname-summary = Summary
submission-checkname-appraisal = Appraisal
submission-checkname-explanation = Explanation of comments
submission-checkname-consultation = Replies of organisations asked
submission-checkname-level = Who may read the papers
submission-checkname-text = Text of the papers
submission-check-sign-good = In order
submission-check-sign-stop = Missing
submission-check-sign-wait = Note
submission-checks = What the dossier must bring
submission-checks-stop = { $count ->
    [one] One thing is missing before it can be lodged.
   *[other] { $count } things are missing before it can be lodged.
}
submission-checks-complete = The dossier can be lodged.
submission-field-lead = Lead
submission-field-is-legal-draft-help = Needs the appraisal of the Ministry of Justice.
submission-yes = Yes
submission-no = No
submission-facts-label = The dossier
submission-fact-lodged = Lodged
submission-fact-due = Due
submission-fact-checked = Found valid
submission-fact-accepted = Accepted
submission-acts-label = Acts on the dossier
submission-lodge = Lodge the dossier
submission-lodge-again = Lodge again
submission-lodge-confirm = Lodge this dossier with the secretariat? It cannot be changed then, unless it is returned.
submission-take-up = Take up the check
submission-pass = Valid: lay before the head
submission-accept = Accept the dossier
submission-return = Return the dossier
submission-return-reason = Why it is returned
submission-return-checks = Remarks check by check
submission-returned-to-lead = The dossier was returned to its lead ministry to be completed.
submission-returned-title = The dossier was returned
submission-returned-by-checks = See the remarks at the checks.
submission-withdraw = Withdraw the dossier
submission-withdraw-reason = Why it is withdrawn
submission-withdraw-confirm = Withdraw this dossier? It cannot be lodged again; a new one can be drafted.
submission-withdrawn-at = Withdrawn { $at }
submission-discard = Discard this draft
submission-discard-confirm = Discard this draft? The papers that were uploaded stay among the papers.
submission-saved = The dossier was saved.
submission-lodged = The dossier was lodged.
submission-taken-up = The dossier was taken up.
submission-passed = The dossier was found valid.
submission-returned = The dossier was returned.
submission-accepted = The dossier was accepted.
submission-withdrawn = The dossier was withdrawn.
submission-papers = Papers of the dossier
submission-no-papers = No papers yet.
submission-papers-kept-back = { $count ->
    [one] One paper is not shared with you.
   *[other] { $count } papers are not shared with you.
}
submission-paper-newer = New version since lodging
submission-paper-role = What “{ $title }” is
submission-paper-up = Move “{ $title }” up
submission-paper-down = Move “{ $title }” down
submission-order-has-doubles = The list names a paper twice.
submission-papers-changed-meanwhile = The papers of the dossier have just changed; the present order was kept.
submission-paper-remove = Take out
submission-paper-remove-confirm = Take “{ $title }” out of the dossier? The paper itself stays.
submission-paper-pages = { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}
submission-paper-choose = Choose among the organisation's papers
submission-paper-own = Paper
submission-paper-as = What it is in the dossier
submission-paper-add = Add to the dossier
submission-upload-help = What a paper is, is guessed from its file name; you can correct it at once.
submission-history = Course
submission-holder-secretariat = The secretariat
submission-held = { $days ->
    [one] 1 working day ({ $hours } h)
   *[other] { $days } working days ({ $hours } h)
}
submission-lay = { $days ->
    [one] with { $holder } for 1 working day ({ $hours } h)
   *[other] with { $holder } for { $days } working days ({ $hours } h)
}
submission-lies = { $days ->
    [one] with { $holder }, so far 1 working day ({ $hours } h)
   *[other] with { $holder }, so far { $days } working days ({ $hours } h)
}
submission-act-drafted = Draft begun
submission-act-lodged = Lodged
submission-act-taken_up = Taken up
submission-act-passed = Found valid
submission-act-returned = Returned
submission-act-accepted = Accepted
submission-act-scheduled = Put on an agenda
submission-act-unscheduled = Taken off the agenda
submission-act-withdrawn = Withdrawn
submission-save-saving = Saving…
submission-save-saved = Saved at { $at }
submission-save-offline = Not saved: no connection. What you typed is kept on this device and is saved once the network is back.
submission-save-offline-not-kept = Not saved: no connection, and this device cannot keep what you typed. Do not close the page.
submission-save-busy = Not saved: the server is busy. What you typed is kept on this device and is saved again in a few seconds.
submission-save-busy-not-kept = Not saved: the server is busy, and this device cannot keep what you typed. Do not close the page; it is saved again in a few seconds.
submission-save-clash = Somebody else has just changed a field; choose what is to stand.
submission-save-theirs = Somebody else wrote: { $value }
submission-save-take = Use that
submission-save-mine = Keep mine
submission-save-yes = Yes
submission-save-no = No
submission-waits-returned = Dossier returned: { $subject }
submission-waits-late = { $count ->
    [one] One dossier is overdue
   *[other] { $count } dossiers are overdue
}
submission-waits-lodged = { $count ->
    [one] One dossier waits to be taken up
   *[other] { $count } dossiers wait to be taken up
}
submission-waits-head = { $count ->
    [one] One valid dossier waits for you
   *[other] { $count } valid dossiers wait for you
}
notice-kind-submission-lodged = A dossier was lodged
notice-kind-submission-checked = A valid dossier waits for the head
notice-kind-submission-returned = A dossier was returned
notice-kind-submission-accepted = A dossier was accepted
notice-kind-submission-scheduled = A dossier was put on an agenda
notice-kind-submission-unscheduled = A dossier was taken off an agenda
notice-kind-submission-withdrawn = A dossier was withdrawn
notice-kind-submission-cosigned = A step of a dossier signed together
notice-kind-submission-reminder = Dossiers that are due
submission-lodged-sentence = Dossier lodged: { $subject }
submission-checked-sentence = Valid dossier, waits to be accepted: { $subject }
submission-returned-sentence = Dossier returned to be completed: { $subject }
submission-accepted-sentence = Dossier accepted: { $subject }
submission-scheduled-sentence = Dossier put on the agenda of a sitting: { $subject }
submission-unscheduled-sentence = Dossier taken off the agenda of a sitting: { $subject }
submission-withdrawn-sentence = Dossier withdrawn by its organisation: { $subject }
submission-reminder-sentence = { $subject }. { $due }
search-kind-submissions = Dossiers
search-submission = { $state } · { $number }
