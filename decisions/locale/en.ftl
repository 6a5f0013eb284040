### Decisions and assignments.

decision-secretariat-only = Only the secretariat records and words decisions.
decision-head-only = Only the head of the secretariat gives the number and issues.
decision-not-draft = The text has been issued and cannot be changed any more.
decision-issued-already = It has been issued already as { $number }.
decision-text-missing = Please enter the text before issuing.
decision-worded = The wording has been saved.
decision-issued-now = Issued as { $number }.
decision-list-title = Decisions
decision-list-all = All
decision-list-waiting = To be issued
decision-list-none-waiting = Nothing waits to be issued
decision-list-none-waiting-text = What has its text and no number yet is listed here.
decision-waiting-one = To be numbered and issued: { $subject }
decision-waiting = { $count ->
        [one] One decision waits
       *[other] { $count } decisions wait
    } to be numbered and issued
decision-list-empty = No decisions yet
decision-list-empty-text = What sittings and ballots decide will appear here.
decision-kind = Form
decision-kind-resolution = Resolution
decision-kind-conclusion_notice = Notice of conclusion
decision-kind-decision = Decision
decision-state-draft = Draft
decision-state-submitted = Submitted
decision-state-signed = Signed
decision-state-numbered = Numbered
decision-state-issued = Issued
decision-state-corrected = Corrected
decision-state-revoked = Revoked
decision-issue = Give the number and issue
decision-issue-confirm = Give the number and issue? The text cannot be changed after that.
decision-outcome = Result of the vote
decision-subject = Subject
decision-text = Text
decision-assignments = Assignments
decision-no-assignments = It gives no assignments.
decision-decided-on = Decided on
decision-number = Number
decision-proposed-by = Proposed by
decision-issued-at = Issued at
assignment-secretariat-only = Only the secretariat gives and verifies assignments.
assignment-lead-only = Only the lead organisation says that it is done.
assignment-not-yours = This assignment is not your organisation's.
assignment-due-or-ongoing = Please enter a due day, or mark it as ongoing: one of the two.
assignment-due-past = The due day cannot be before { $day }, when it is given.
assignment-closed-already = The assignment is closed.
assignment-filed-already = It has been filed as done already.
assignment-not-filed = The lead organisation has not filed it as done.
assignment-done-too-early = It cannot have been done before { $day }, when it was given.
assignment-list-title = Assignments
assignment-list-empty = No assignments here
assignment-list-empty-text = Assignments will appear here with their due days.
assignment-all = All
assignment-tab-open-overdue = Overdue
assignment-tab-open-in-time = Within time
assignment-tab-done-on-time = Done on time
assignment-tab-done-late = Done late
assignment-new = New assignment
assignment-give = Give the assignment
assignment-given = The assignment has been given.
assignment-task = What is to be done
assignment-clause = Clause
assignment-lead = Lead organisation
assignment-lead-choose = Choose one organisation
assignment-coordinators = Coordinating organisations
assignment-due-on = Due on
assignment-is-ongoing = Ongoing, without a due day
assignment-source = Source
assignment-assigned-on = Given on
assignment-report-title = Report progress
assignment-report-text = What has been done
assignment-report-percent = How far, in percent
assignment-report-send = Send the report
assignment-reported = The report has been recorded.
assignment-reports-title = Reports
assignment-no-reports = Nothing has been reported yet.
assignment-file-title = File as done
assignment-file = File as done
assignment-filed = Filed as done; the secretariat will verify it.
assignment-done-on = Done on
assignment-evidence = Evidence
assignment-evidence-help = Number of the document or product, for example 123/BC-BTC.
assignment-verify-title = Verify the completion
assignment-verify-text = The lead organisation says it was done on { $day }: { $evidence }.
assignment-close = Verify and close
assignment-closed-now = The assignment is closed.
assignment-return = Return
assignment-evidence-returned = The report of completion was returned
assignment-return-reason = Why it is returned
assignment-returned = It has been returned to the lead organisation.
assignment-waiting-overdue = { $count ->
    [one] { $count } assignment is overdue
   *[other] { $count } assignments are overdue
 }
assignment-waiting-filed = { $count ->
    [one] { $count } assignment waits to be verified
   *[other] { $count } assignments wait to be verified
 }

## notices

notice-kind-assignment-given = Assignment given
notice-kind-assignment-due-soon = Assignment due soon
notice-kind-assignment-overdue = Assignment overdue
assignment-notice-given = New assignment, due on { $due }: { $task }
assignment-notice-given-ongoing = New ongoing assignment: { $task }
assignment-notice-due-soon = Due on { $due }: { $task }
assignment-notice-overdue = Overdue since { $due }: { $task }
assignment-outside-due-soon = An assignment of your organisation is due on { $due }.
assignment-outside-overdue = An assignment of your organisation was due on { $due } and is not done.
notice-kind-assignment-filed = Assignment reported done, to be verified
notice-kind-assignment-returned = Report of completion returned
notice-kind-assignment-closed = Assignment accepted as done
assignment-notice-filed = { $lead } reports it done; please verify: { $task }
assignment-notice-returned = Not accepted as done: { $task }. Reason: { $reason }
assignment-notice-closed = Accepted as done: { $task }
assignment-outside-filed = An assignment was reported done and is to be verified.
assignment-outside-returned = A report of completion was returned to your organisation.
assignment-outside-closed = An assignment of your organisation was accepted as done.
notice-kind-decision-issued = Decision issued
decision-notice-issued = Issued: { $number }, { $subject }
decision-outside-issued = { $number } was issued.
