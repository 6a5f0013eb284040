### The live room and the minutes.

room-chair-only = Only the chair, or the clerk and the head of the office on the chair's behalf, may lead the sitting.
room-clerk-only = Only the secretariat records who is there and what is said.
room-over = The sitting has ended.
room-runs = The sitting is open already.
room-paused-already = The sitting is paused already.
room-is-paused = The sitting is paused. Resume it first.
room-not-paused = The sitting is not paused.
room-not-invited = The invitations have not gone out, so the sitting cannot be opened yet.
room-not-open = The sitting is not open.
room-vote-is-open = A vote is open. Close it first.
room-no-vote-open = No vote is open on this item.
room-item-removed = This item was taken off the agenda.
room-item-done = The item “{ $title }” is done.
room-item-is-current = This item is before the cabinet already.
room-item-not-current = This item is not before the cabinet.
room-item-discussed-already = This item is being discussed already.
room-item-not-carried = The vote did not carry this item, so it cannot be concluded. It can be deferred or withdrawn.
room-moved-on = The chair has just called another item on another tablet. Look again and choose.
room-not-invited-you = You are not invited to this sitting.
room-not-invited-person = Somebody named here was not invited to this sitting.
room-note-not-yours = Only whoever wrote this note may take it back.
room-note-removed = This note was taken back already.
room-note-missing = Please write what is to be recorded.
room-conclusion-missing = Please write the conclusion.
room-resubmit-ahead = The day of resubmission must lie after today.
room-unknown-organisation = There is no such organisation.
