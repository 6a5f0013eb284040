### Letters of invitation, personal calendars, answers, the forecast of the quorum.

## The forecast of the quorum.

forecast-title = Members expected
forecast-sure = { $start }–{ $end }: { $sure } of { $total } members are sure, { $needed } are needed; { $silent ->
        [0] all have answered.
        [one] { $silent } has not answered.
       *[other] { $silent } have not answered.
    }
forecast-open = { $start }–{ $end }: only { $sure } of { $total } members are sure, { $needed } are needed; { $silent ->
        [one] { $silent } has not answered.
       *[other] { $silent } have not answered.
    }
forecast-short = { $start }–{ $end }: not enough, { $sure } of { $total } members are sure, { $needed } are needed; { $silent ->
        [0] all have answered.
        [one] { $silent } has not answered.
       *[other] { $silent } have not answered.
    }
forecast-no-chair = { $start }–{ $end }: { $sure } of { $total } members are sure, { $needed } are needed, but the chair is absent.
forecast-outlook-sure = Quorum in sight
forecast-outlook-open = Quorum not certain
forecast-outlook-short = No quorum
forecast-legend-sure = Sure
forecast-legend-silent = Not answered
forecast-legend-absent = Absent or sends a substitute
forecast-needed = Needed: { $needed } of { $total }
forecast-bar = { $start }–{ $end }: { $sure } sure, up to { $possible } possible, { $needed } needed

## Personal calendars and notices.

calendar-words = The agenda, the papers and your answer are in the e-Cabinet.
notice-kind-invitation-sent = Invitation to a sitting
notice-kind-invitation-changed = Changed time or place of a sitting
notice-kind-invitation-withdrawn = Withdrawn invitation
notice-kind-invitation-cancelled = Cancelled sitting
notice-kind-invitation-reminder = Reminder to answer an invitation
notice-kind-absence-announced = A member announces an absence
notice-kind-absence-consented = What the chair said of an absence
calendar-says-invitation-sent = You are invited to { $title }, { $at }, { $place }. Please answer.
calendar-outside-invitation-sent = You are invited to { $title }, { $at }, { $place }. Please answer in the e-Cabinet.
calendar-says-invitation-changed = { $title } has changed: { $at }, { $place }.
calendar-outside-invitation-changed = { $title } has changed: { $at }, { $place }.
calendar-says-invitation-withdrawn = Your invitation to { $title } ({ $at }) was withdrawn.
calendar-outside-invitation-withdrawn = Your invitation to { $title } ({ $at }) was withdrawn.
calendar-says-invitation-cancelled = { $title } ({ $at }) is called off. Reason: { $reason }
calendar-outside-invitation-cancelled = { $title } ({ $at }) is called off.
invitation-reminder-sentence = You have not answered the invitation to { $title }, { $at }.
invitation-remind = { $count ->
        [one] Remind the one who has not answered
       *[other] Remind the { $count } who have not answered
    }
invitation-reminded = { $count ->
        [0] All who have not answered were reminded today already.
        [one] { $count } person was reminded.
       *[other] { $count } people were reminded.
    }
absence-announced-sentence = { $name } will be absent from { $title }, { $at }. Reason: { $reason }
absence-announced-outside = { $name } will be absent from { $title }, { $at }.
absence-consented-sentence = The chair agrees to your absence from { $title }, { $at }.
absence-refused-sentence = The chair does not agree to your absence from { $title }, { $at }.

## Absence for a part, and what the chair says of it.

invitation-part-ends-before = The absence has to end after it begins.
invitation-part-outside = The sitting lasts from { $start } to { $end }; the absence has to lie within.
invitation-consented-count = { $count ->
        [one] Noted for { $count } absence.
       *[other] Noted for { $count } absences.
    }

## On the page of the sitting and the home page.

invitation-remind-confirm = { $count ->
        [one] Send a reminder to the one who has not answered?
       *[other] Send a reminder to the { $count } who have not answered?
    }
invitation-all-answered = Everybody has answered.
invitation-part-from = Absent from
invitation-part-until = until
invitation-part-help = Leave empty to be absent from the whole sitting.
invitation-part-help-substitute = Leave empty for the whole sitting.
invitation-part-between = From { $start } to { $end }
invitation-part-since = From { $start } to the end
invitation-part-to = From the beginning to { $end }
invitation-absent-whole = The whole sitting
invitation-consent-all = Agree to all { $count } absences
invitation-change-answer = Change your answer
invitation-until-opening = You can change your answer until the sitting is opened.
invitation-home-title = Invitations
invitation-home-absences = Absences to agree to

## The reminder that goes by itself, substitutes.

reminder-due = Those who have not answered are reminded automatically on { $at } ({ $days ->
        [one] { $days } working day
       *[other] { $days } working days
    } before the sitting).
reminder-was-sent = { $count ->
        [0] On { $at } nobody was left to be reminded.
        [one] { $count } person was reminded automatically on { $at }.
       *[other] { $count } people were reminded automatically on { $at }.
    }
reminder-off = No automatic reminder for this sitting.
reminder-none = This sitting has no automatic reminder.
reminder-switch-on = Remind automatically
reminder-switch-off = No automatic reminder
invitation-substitute-is-member = { $name } takes part as a member and cannot sit in for another.
invitation-substitute-elsewhere = { $name } does not belong to your ministry. A substitute is a deputy or an official of the same ministry.
invitation-substitute-needs-position = Please give the position of the substitute.

## Letters of invitation (Decree 30/2020, annex III, form 1.7).

letter-title = Invitation
letter-asks = { $agency } respectfully invites:
letter-mr = Mr/Ms
letter-members = The members of the Government
letter-to = To
letter-chair = In the chair
letter-time = Time
letter-place = Place
letter-span = from { $start } to { $end }, { $day }
letter-span-days = from { $start }, { $first } to { $end }, { $last }
letter-hours = from { $start } to { $end }
letter-contents = Agenda
letter-contents-own = Items to which you are invited
letter-requirements = Please note
letter-usual-papers = The papers are on the e-Cabinet; please read them before the sitting, none are handed out on paper.
letter-usual-answer = Please confirm on the e-Cabinet that you attend; if you cannot, please say why.
letter-replaces = This invitation replaces invitation { $number } of { $day }.
letter-closing = We look forward to welcoming you
letter-signer = Head of the Office
letter-recipient-members = The members of the Government
letter-recipient-guests = The guests invited
letter-recipient-person = Mr/Ms { $name }
letter-recipient-archive = Archived: office
letter-file-name = invitation
letter-page = Letters of invitation
letter-issued = Invitation { $number }, issued { $at }.
letter-not-issued = The letter has no number yet. Below is a draft by what is known now.
letter-outdated = The sitting has changed since this letter was issued. A letter that replaces it is needed.
letter-was-issued = Invitation { $number } is issued.
letter-issued-meanwhile = Another letter was just issued for this sitting. Please look again.
letter-issue = Issue the letter
letter-issue-again = Issue a letter that replaces it
letter-issue-again-confirm = Issue a new letter with a new number, which replaces the present one?
letter-field-requirements = What is asked of the invited
letter-field-requirements-help = One line each.
letter-general-pdf = Letter to all (PDF)
letter-general-docx = Letter to all (DOCX)
letter-draw-pdf = Bind all into one PDF to print
letter-draw-zip = Pack all into one ZIP
job-label-letters = Drawing the letters of all the invited
letters-not-drawn = The letters of all are not drawn yet, or others are invited now. Have them drawn again.
letters-file-missing = The file of letters is not in the store. Please tell the administrator.
letter-all-pdf = Print all (one PDF)
letter-all-zip = Download all (ZIP)
letter-each = Letters to each
letter-each-none = There are letters to each once it is issued.
letter-of = Invitation of { $name }:
letter-own = Download the letter (PDF)

## The personal calendar at an address of its own.

feed-name = e-Cabinet sittings
feed-title = My calendar of sittings
feed-about = The sittings to which you are called appear in the calendar of your device by themselves.
feed-not-repeated = The address is told once and not kept, so this request takes no Idempotency-Key.
feed-represents = [For { $name }] { $title }
feed-make = Make an address
feed-renew = Make a new address
feed-renew-confirm = Make a new address? The old one stops working at once.
feed-revoke = Revoke the address
feed-revoke-confirm = Revoke the address? Calendars that use it can read it no longer.
feed-was-revoked = The address is revoked.
feed-shown-once = This address is shown once. Whoever has it reads your calendar: give it to nobody.
feed-address = Address of the calendar
feed-open = Add to the calendar of this device
feed-how = The calendar holds title, time and place of sittings; no items and no papers.
feed-since = The address was made { $at }.
feed-read = Last read { $at }.
feed-unread = No program has read it yet.
feed-none = There is no address yet.
feed-too-often = The calendar is read too often. Try again in some minutes.
