### Positions before the sitting, and adoption en bloc.

position-not-yours = This account may not prepare positions for this member.
position-members-only = Only members, or the substitutes they named, state a position on an item.
position-not-invited = The invitations have not gone out, so no positions are taken yet.
position-item-called = The item “{ $title }” has been called, so positions on it can no longer be stated or changed.
position-member-confirms = A position is confirmed by the member, or by the substitute.
position-speak-is-its-own = Choose “Wishes to speak” for that; “No objection” means that no time is needed.
position-changed-meanwhile = This position has just been changed elsewhere. Look again and go on.
position-no-en-bloc = The rules of this body do not know adoption en bloc.
position-left-the-list = Somebody objects to the item “{ $title }” or wishes to speak on it, so it has left the list. Nothing has been adopted; look at the list again.
position-choose-items = Choose at least one item to adopt.
position-choose-stance = Choose one of the three: no objection, wishes to speak, objection.

position-stance-no-objection = No objection
position-stance-wishes-to-speak = Wishes to speak
position-stance-objection = Objection
position-objection-and-speak = Objects and wishes to speak
position-also-speak = Object, and wish to speak

position-title = Positions before the sitting
position-title-of = Positions of { $name } before the sitting
position-intro = Say beforehand what you think of each item. Items to which nobody objects and on which nobody wishes to speak can be adopted together, and the sitting keeps its time for the rest. Changeable until the item is called.
position-intro-assistant = What you write here is prepared only; it counts once { $name } confirms it.
position-progress = items with a position
position-prepared-title = Your assistant has prepared { $count ->
        [one] one position
       *[other] { $count } positions
    }
position-prepared-text = Nobody sees these until they are confirmed.
position-prepared-waits = { $count ->
        [one] One prepared position waits
       *[other] { $count } prepared positions wait
    } for { $name } to confirm.
position-confirm-all = { $count ->
        [one] Confirm it
       *[other] Confirm all { $count }
    }
position-confirm-one = Confirm
position-rest = No objection to the other { $count ->
        [one] item
       *[other] { $count } items
    }
position-rest-prepare = Prepare “no objection” to the other { $count ->
        [one] item
       *[other] { $count } items
    }
position-done = Position kept on { $count ->
        [one] one item.
       *[other] { $count } items.
    }
position-done-prepared = Position prepared on { $count ->
        [one] one item.
       *[other] { $count } items.
    }
position-done-nothing = Nothing has changed.
position-undo = Undo
position-undone = Undone.
position-take-back = Take back
position-prepared-badge = Prepared: { $stance }
position-none-yet = Nothing said
position-called = Called
position-remark = Remark
position-remark-help = Sent with the button you press.
position-remark-open = Add a remark
position-more-open = Add a remark or a file
position-file = Attachment
position-replace-file = Replace the attachment
position-file-help = A PDF or DOCX file of up to 20 MB. Whoever sees this position can read it.
position-file-help-answer = A PDF or DOCX file of up to 20 MB, sent with the button you press. Whoever sees this position can read it.
position-not-kept = The answer “{ $stance }” has not been kept. What you typed is still below: choose another file, or press the answer again to send it without one.
position-detach = Remove the attachment
position-detached = The attachment was removed.
position-attach-not-yours = This account may not attach files to what this member says.
position-attach-after-answer = State a position on the item first, then attach the file.
position-remark-save = Save the remark
position-open-paper = Open the paper
position-empty = No items yet
position-empty-text = The items appear here once the agenda has been sent.
position-for = State positions for
position-to-board = Show all positions
position-to-own = State positions
position-substitute = said by the substitute { $name }

position-board-title = All positions
position-en-bloc-title = May be adopted en bloc
position-en-bloc-intro = Nobody objects and nobody wishes to speak. An item leaves this list as soon as somebody does.
position-en-bloc-empty = No item qualifies.
position-discuss-title = To be discussed
position-discuss-empty = Nobody objects to any item or wishes to speak.
position-others-title = Called already
position-closed-title = Not yet shown to members
position-closed-text = What the other members say of these items is shown once all have answered, or when the sitting opens.
position-closed-text-secretariat = By the rules of this body, only the chair and the secretariat see what the other members say.
position-count = { $answered } of { $members } members have answered
position-count-objections = { $count ->
        [one] one objection
       *[other] { $count } objections
    }
position-count-speakers = { $count } { $count ->
        [one] wishes
       *[other] wish
    } to speak
position-count-substitutes = { $count } said by substitutes
position-all-answered = All have answered
position-few-answered = Only { $answered } of { $members } have answered, fewer than { $required }
position-silent = Nothing said ({ $count })
position-adopt = Adopt the chosen items en bloc
position-adopt-text = Conclusion of each item
position-adopt-default = The sitting adopts the item as submitted; nobody objected.
position-adopt-confirm = Adopt the chosen items? Each gets its own conclusion, which cannot be undone.
position-was-adopted = { $count ->
        [one] One item was
       *[other] { $count } items were
    } adopted en bloc.
position-adopted-badge = Adopted en bloc
position-adopt-room = Adopt en bloc: { $count ->
        [one] one item
       *[other] { $count } items
    }
position-waits = State a position on { $count ->
        [one] one item
       *[other] { $count } items
    } of { $title }
position-waits-confirm = Confirm { $count ->
        [one] the position
       *[other] the { $count } positions
    } your assistant prepared for { $title }

minutes-positions = Positions stated before the sitting
minutes-positions-counts = { $no_objection } of { $members } members had no objection, { $objections } objected, { $speakers } wished to speak, { $unanswered } said nothing.
minutes-adopted-en-bloc = Adopted en bloc, without discussion.
minutes-position-no-objection = no objection
minutes-position-wishes-to-speak = wished to speak
minutes-position-objection = objected; opinion reserved
minutes-position-objection-and-speak = objected and wished to speak; opinion reserved
