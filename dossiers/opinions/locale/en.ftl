nav-opinions = Opinions
opinion-title = Opinions of other organisations
opinion-list-title = Opinions on dossiers
opinion-tab-waiting = Waiting for our answer
opinion-tab-answered = Answered by us
opinion-tab-asked = Asked
opinion-tab-silent = Overdue
opinion-empty-waiting = Nothing waits for an answer of your organisation.
opinion-empty-answered = Your organisation has not answered anything yet.
opinion-empty-asked = No opinions have been asked yet.
opinion-empty-silent = No organisation is overdue.
opinion-list-meta = { $lead } asks { $asked }

# States
opinion-state-asked = Waiting
opinion-state-answered = Answered
opinion-state-late = Answered late
opinion-state-silent = Did not answer
opinion-state-withdrawn = Asked no more
opinion-told-asked = Answer due: { $at }
opinion-told-answered = Answered { $at }
opinion-told-late = Answered after the deadline, { $at }
opinion-told-silent = Did not answer by { $at }
opinion-told-withdrawn = Asked no more since { $at }
opinion-view-positive = In agreement
opinion-view-remarks = In agreement, with remarks
opinion-view-negative = Not in agreement
opinion-view-nothing = Nothing to add
opinion-view-positive-help = Agrees with the draft as it was sent.
opinion-view-remarks-help = Agrees, and asks for changes.
opinion-view-negative-help = Does not agree; says why.
opinion-view-nothing-help = Has read it and has nothing to add.
opinion-reply-accepted = Accepted
opinion-reply-partly = Accepted in part
opinion-reply-explained = Explained

# The organisation that is asked
opinion-kicker = { $lead } asks for an opinion
opinion-question = What is asked
opinion-question-none = Please give your opinion on the dossier.
opinion-papers = Papers of the dossier
opinion-papers-none = There is no paper that you may read.
opinion-paper-pages = { $pages ->
    [1] 1 page
   *[other] { $pages } pages
}
opinion-paper-on-paper = on paper only
opinion-your-answer = Opinion of your organisation
opinion-answer-title = Answer
opinion-answer-button = Give the opinion
opinion-answer-send = Send the organisation’s opinion
opinion-answer-send-change = Send the changed opinion
opinion-answer-confirm = Send this in the name of your organisation?
opinion-answer-confirm-late = The deadline has passed. The answer will be marked as late. Send it all the same?
opinion-answer-late-note = The deadline has passed. An answer sent now is marked as late.
opinion-answer-until = It can be changed until { $at }.
opinion-field-view = Opinion
opinion-field-text = General opinion
opinion-field-text-help = Needed with remarks and when not in agreement.
opinion-field-reference = Number of your letter
opinion-field-reference-help = For instance: 1234/BTP-PLDSKT
opinion-comments = Comments by place
opinion-comments-help = One comment a row, with its place in the draft; the lead replies to each of them.
opinion-comment-place = Place { $number }
opinion-comment-place-hint = Article 5(2)
opinion-comment-text = Comment { $number }
opinion-comment-add = Add a comment
opinion-comment-fixed = The lead has replied to these comments; they cannot be changed any more.
opinion-place-whole = On the whole
opinion-draft-save = Save the draft
opinion-draft-saved = The draft is saved. Only your organisation sees it.
opinion-draft-note = The draft is saved as you type; only your organisation sees it until it is sent.
browser-opinion-saving = Saving the draft…
browser-opinion-saved = The draft is saved.
browser-opinion-unsaved = The draft could not be saved: { $why }
browser-opinion-offline = Not saved: no connection. What you typed is kept on this device and is saved once the network is back.
browser-opinion-offline-not-kept = Not saved: no connection, and this device cannot keep what you typed. Do not close the page.
browser-opinion-busy = Not saved: the server is busy. What you typed is kept on this device and is saved again in a few seconds.
browser-opinion-busy-not-kept = Not saved: the server is busy, and this device cannot keep what you typed. Do not close the page; it is saved again in a few seconds.
opinion-answer-papers = Papers with the answer
opinion-answer-papers-none = No papers came with it.
opinion-paper-remove = Take the paper out
opinion-other-title = A colleague has just saved something else
opinion-other-note = First what your colleague saved, below it what you were typing; nothing is lost. Put the two together, then save.
opinion-other-stands = What your colleague saved
opinion-answered-now = The opinion of your organisation was sent.
opinion-answered-late = The opinion was sent; it is marked as late.
opinion-replies = Replies of the lead
opinion-reply-waits = The lead has not replied yet.
opinion-no-answer = There is no answer yet.
opinion-earlier = What was answered before
opinion-earlier-count = { $count ->
    [1] What was answered before (once)
   *[other] What was answered before ({ $count } times)
}
opinion-earlier-note = Word for word, the latest on top. What counts is the answer that was sent last.
opinion-see-overview = See all opinions

# The lead and the secretariat
opinion-overview-title = Opinions of other organisations
opinion-overview-link = Open the page of opinions
opinion-asked-organisations = Organisations asked
opinion-none-asked = No organisation has been asked yet.
opinion-counts = { $received } of { $asked } opinions received
opinion-count-answered = in time
opinion-count-late = late
opinion-count-silent = did not answer
opinion-count-waiting = waiting
opinion-column-organisation = Organisation
opinion-column-state = State
opinion-column-view = Opinion
opinion-column-comments = Comments
opinion-column-acts = Acts
opinion-silence-note = Silence is not consent.
opinion-ask = Ask for opinions
opinion-ask-title = Ask further organisations
opinion-ask-whom = Whom to ask
opinion-ask-question-help = What exactly they are asked; leave it empty to ask about the whole dossier.
opinion-field-due = Answer due on
opinion-field-reason = Reason of an unusual deadline
opinion-field-reason-help = Only for a deadline outside the rules; who is asked and the secretariat read it.
opinion-due-reason = Why an unusual deadline
opinion-due-reason-line = Reason for the deadline: { $reason }
opinion-cited = By { $law }
opinion-remind = Remind those who have not answered
opinion-withdraw = Ask no more
opinion-withdraw-confirm = Ask { $organisation } no more? The papers are taken back.
opinion-deadline-change = Change or ask no more
opinion-deadline-save = Save the deadline
opinion-comments-title = Comments and replies
opinion-progress = comments replied
opinion-comments-none = There are no comments yet.
opinion-comments-done = Every comment has its reply.
opinion-order-place = By place
opinion-order-organisation = By organisation
opinion-only-open = Without reply
opinion-reply-label = Reply
opinion-reply-text = What was taken in, or why not
opinion-reply-save = Save the reply
opinion-reply-change = Change the reply
opinion-reply-other = A colleague has just replied to this: { $reply }. { $text }
opinion-download-docx = Table as Word file
opinion-download-pdf = Table as PDF
opinion-table-keep = Put the table into the dossier
opinion-table-keep-confirm = Put the table into the dossier as its explanation?
opinion-asked-now = { $count ->
    [1] One organisation was asked.
   *[other] { $count } organisations were asked.
}
opinion-papers-withheld = { $count ->
    [1] One paper could not be handed over because of its access level.
   *[other] { $count } papers could not be handed over because of their access level.
}
opinion-unmanned = Nobody could read the request yet at: { $organisations }.
opinion-reminded = { $count ->
    [1] One organisation that has not answered was reminded.
   *[other] { $count } organisations that have not answered were reminded.
}
opinion-withdrawn-now = The organisation is asked no more; its papers were taken back.
opinion-deadline-changed = The deadline was changed.
opinion-replied-now = The reply was saved.
opinion-table-kept = The table is in the dossier now, as its explanation.

# Refusals
opinion-lead-asks = Opinions are asked by the lead organisation or the secretariat.
opinion-lead-replies = Replies are the lead organisation’s work.
opinion-asked-answers = Only officers of the organisation that was asked may answer.
opinion-dossier-withdrawn = The dossier was withdrawn.
opinion-is-withdrawn = This organisation is asked no more.
opinion-withdraw-late = This organisation has answered; its answer stays.
opinion-deadline-late = This organisation has answered; its deadline stays.
opinion-deadline-past = The deadline must lie ahead.
opinion-deadline-needs-reason = { $why } To keep this deadline, give a reason.
opinion-answered-meanwhile = A colleague has sent your organisation’s opinion. Look at it before you change it.
opinion-changed-meanwhile = A colleague has saved something else meanwhile. Look at both before you write over it.
opinion-papers-late = The deadline has passed: the papers that were sent stay as they are.
opinion-text-missing = Write a general opinion with remarks, or when not in agreement.
opinion-view-missing = Choose the opinion of your organisation.
opinion-too-many-comments = An organisation makes at most { $most } comments.
opinion-comment-unknown = This comment is not in your organisation’s answer any more.
opinion-comment-empty = A comment has a place but no words.
opinion-comment-replied = The lead has replied to comment { $number }; add a new one.
opinion-paper-not-own = This paper does not belong to the organisation that was asked.
opinion-no-answer-yet = This organisation has not answered yet.
opinion-replied-meanwhile = A colleague has replied to this comment meanwhile. Look at it before you write over it.
opinion-deadline-meanwhile = A colleague has set another deadline meanwhile. Please reload the page, discard what you had typed before, and set it anew.
opinion-reply-text-missing = Write what was taken in, or why not.
opinion-nothing-to-read = The dossier has no subject, or no papers to give an opinion on.
opinion-nobody-chosen = Choose at least one organisation.
opinion-organisation-unknown = This organisation does not exist any more.
opinion-asks-itself = The lead is not asked for an opinion on its own dossier.
opinion-asked-already = { $organisation } has been asked already.
opinion-all-answered = Everybody has answered.

# What waits
opinion-waits-answer = { $lead } asks for an opinion: { $subject }
opinion-waits-silent = { $count ->
    [1] One organisation is overdue with its opinion: { $subject }
   *[other] { $count } organisations are overdue with their opinions: { $subject }
}
opinion-waits-reply = { $count ->
    [1] One comment waits for a reply: { $subject }
   *[other] { $count } comments wait for a reply: { $subject }
}

# Notices
notice-kind-opinion-asked = Asked for an opinion on a dossier
notice-kind-opinion-reminder = Reminder of an opinion
notice-kind-opinion-withdrawn = An opinion is asked no more
notice-kind-opinion-answered = An opinion came
opinion-note-asked = { $lead } asks for an opinion on “{ $subject }”, due { $at }.
opinion-note-asked-outside = { $lead } asks your organisation for an opinion on a dossier, due { $at }.
opinion-note-reminder = Your organisation has not answered { $lead } on “{ $subject }”; due { $at }.
opinion-note-reminder-outside = { $lead } reminds your organisation of an opinion on a dossier, due { $at }.
opinion-note-withdrawn = { $lead } asks no more for an opinion on “{ $subject }”.
opinion-note-dossier-withdrawn = { $lead } has withdrawn the dossier “{ $subject }”; no opinion is asked any more.
opinion-note-answered = { $sender } gave its opinion on “{ $subject }”.
opinion-note-answered-outside = { $sender } gave its opinion on a dossier.

# The table
opinion-table-kind = Table of opinions and replies
opinion-table-title = Table of opinions and replies
opinion-table-subject = On { $subject }
opinion-table-file = table-of-opinions
opinion-table-intro = The lead asked { $asked } organisations; { $received } answers came, { $late } of them after the deadline; { $silent } did not answer by their deadline; { $waiting } still have time. There are { $comments } comments, of which { $replied } have a reply.
opinion-table-late = { $name } (after the deadline)
opinion-table-silent-ones = Did not answer
opinion-table-silent = { $name } (due { $due })
opinion-table-none = There are no comments by place.
opinion-table-column-number = No.
opinion-table-column-organisation = Organisation
opinion-table-column-place = Place in the draft
opinion-table-column-comment = Comment
opinion-table-column-reply = Taken in, or explained
opinion-table-no-reply = Not replied yet
opinion-table-signer = Head of the lead organisation
opinion-table-archive = Archive, { $notation }
