### Readiness for a sitting: what is missing, and reminders.

notice-kind-readiness-reminder = Reminder of what is left before a sitting
readiness-reminder-text = { $title } ({ $at }): { $invitations ->
        [0] { "" }
       *[other] the invitation is not answered;{ " " }
    }{ $positions ->
        [0] { "" }
        [one] one item without a position;{ " " }
       *[other] { $positions } items without a position;{ " " }
    }{ $papers ->
        [0] { "" }
        [one] one paper not opened;{ " " }
       *[other] { $papers } papers not opened;{ " " }
    }{ $opinions ->
        [0] { "" }
        [one] one dossier waits for your organisation's opinion;{ " " }
       *[other] { $opinions } dossiers wait for your organisation's opinion;{ " " }
    }please complete it before the sitting.
readiness-reminder-opinions = { $count ->
        [one] One dossier waits
       *[other] { $count } dossiers wait
    } for your organisation's opinion. Please give it soon.
readiness-reminder-outside = Something is to be done before the sitting ({ $at }). Sign in to see it.
readiness-reminded-lately = { $count ->
        [one] One person was
       *[other] { $count } people were
    } reminded within the last hour. Confirm if you want to remind again.

readiness-own-title = Prepare for the sitting
readiness-own-all-done = You are ready
readiness-own-all-done-text = No paper is unread and nothing waits for your answer.
readiness-own-total = About { $time } left
readiness-own-total-text = Reckoned at { $page ->
        [one] one minute
       *[other] { $page } minutes
    } for each page not read and { $answer ->
        [one] one
       *[other] { $answer }
    } for each answer.
readiness-minutes = { $hours ->
        [0] { $minutes } min
       *[other] { $hours } h { $minutes } min
    }
readiness-about = about { $time }
readiness-ready = Ready
readiness-answer-invitation = Answer the invitation
readiness-say-positions = State a position on { $count ->
        [one] one item
       *[other] { $count } items
    }
readiness-confirm-positions = Confirm { $count ->
        [one] the position
       *[other] the { $count } positions
    } your assistant prepared
readiness-unread-title = Papers not read to the end ({ $count }, { $pages } pages left)
readiness-unread-unopened = not opened
readiness-unread-opened = begun
readiness-pages-left = { $left } of { $pages } pages left
readiness-besides-title = Ballots, minutes and decisions that wait

readiness-desk-title = Readiness
readiness-nothing-missing = Nothing is missing
readiness-nothing-missing-text = Everybody has answered, stated positions and opened the papers.
readiness-missing-all = All
readiness-missing-invitation = Invitation
readiness-missing-position = Position
readiness-missing-papers = Papers
readiness-missing-opinion = Opinion
readiness-lacks-invitation = invitation not answered
readiness-lacks-position = { $count ->
        [one] one position missing
       *[other] { $count } positions missing
    }
readiness-lacks-papers = { $count ->
        [one] one paper not opened
       *[other] { $count } papers not opened
    }
readiness-lacks-opinion = { $count ->
        [one] one opinion missing
       *[other] { $count } opinions missing
    }
readiness-by-item = By item
readiness-by-person = By person
readiness-matrix = Items and people
readiness-matrix-help = P: no position; a number: papers not opened.
readiness-matrix-person = Person
readiness-guest = guest
readiness-sits-in = sits in for { $name }
readiness-matrix-sum = Sum
readiness-matrix-only = Only what is missing
readiness-matrix-all = All items and people
readiness-matrix-hidden = { $items ->
        [one] One item
       *[other] { $items } items
    } and { $people ->
        [one] one person
       *[other] { $people } people
    } with nothing missing are left out.
readiness-cell-done = nothing missing
readiness-check-open = Formal check still open
readiness-check-held = Formally in order ({ $by })
readiness-quorum = Quorum in sight
readiness-quorum-whole = From the start to the end it is the same.
readiness-quorum-worst = It is worst from { $start } to { $end }.
readiness-quorum-away = Not there then ({ $count }):
readiness-quorum-silent = Not answered yet ({ $count }):
readiness-item-no-papers = No papers
readiness-item-not-out = { $count ->
        [one] One paper is not released
       *[other] { $count } papers are not released
    }
readiness-item-not-sent = Not in the agenda that was sent
readiness-item-opinions = Opinions outstanding: { $names }
readiness-remind-all = Remind { $count ->
        [one] one person
       *[other] { $count } people
    }
readiness-remind-confirm = { $count ->
        [one] Remind one person?
       *[other] Remind { $count } people?
    } Each is reminded only of what they still have to do.
readiness-who-members = { $count ->
        [one] one member or substitute
       *[other] { $count } members or substitutes
    }
readiness-who-guests = { $count ->
        [one] one guest
       *[other] { $count } guests
    }
readiness-who-officers = { $count ->
        [one] one officer asked for an opinion
       *[other] { $count } officers asked for an opinion
    }
readiness-remind-item = Remind of this item ({ $count })
readiness-remind-person = Remind
readiness-remind-again = { $count ->
        [one] One of these was
       *[other] { $count } of these were
    } reminded within the last hour. Remind again?
readiness-was-reminded = { $count ->
        [one] One person was
       *[other] { $count } people were
    } reminded.
readiness-reminded-at = Reminded { $at }
readiness-position-mark = P
readiness-to-desk = Readiness
