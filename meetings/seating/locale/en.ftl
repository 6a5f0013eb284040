# Rooms and seats.
seating-title = Seats
seating-rooms = Rooms
seating-rooms-text = The plan of each room, from which the seats of sittings are given out.
seating-rooms-edit = Rooms
seating-no-rooms = There are no rooms yet
seating-no-rooms-text = Make a room from one of the shapes, then change it to what is really there.
seating-new-room = Add a room
seating-room-name = Name of the room
seating-shape = Shape to start from
seating-shape-long-table = Long table
seating-shape-u = U
seating-shape-theatre = Theatre
seating-seats = Seats
seating-make-room = Make the room
seating-capacity = { $count ->
    [one] { $count } seat
   *[other] { $count } seats
}
seating-retired-rooms = { $count } rooms no longer used
seating-restore = Use again
seating-retire = Use this room no more
seating-used = { $count ->
    [one] 1 coming sitting is held here
   *[other] { $count } coming sittings are held here
}
seating-used-text = Changing the plan changes it for them: whoever sits on a seat that is taken out has none.
seating-retire-confirm = Use this room no more? It leaves the choice of rooms, and can be brought back at any time.
seating-retire-confirm-used = { $count ->
    [one] Use this room no more? 1 coming sitting keeps it with its seats; others cannot choose it.
   *[other] Use this room no more? { $count } coming sittings keep it with their seats; others cannot choose it.
}
seating-room-retired-done = The room can be chosen no more.
seating-room-saved = The room was saved.
seating-editor-help = Drag a seat to its place, or choose it and use the arrow keys (with Shift they go farther), R to turn it, Delete to remove it. The seat with the strong outline is the chair's.
seating-tools = Change the plan
seating-add = Add a seat
seating-remove = Remove
seating-turn = Turn by 45°
seating-make-head = Make it the chair's seat
seating-undo = Undo
seating-label = Label
seating-save-plan = Save the plan
seating-plan-of = Plan of { $name }
seating-seat = Seat { $label }
seating-seat-of = Seat { $label }: { $name }
seating-seat-free = Seat { $label }: free
seating-said-moved = Seat { $label } is at { $x }, { $y } centimetres.
seating-said-removed = Seat { $label } was removed.
seating-said-added = Seat { $label } was added.
seating-said-picked = { $name } was taken up. Choose another seat and press Enter; Escape to leave it.
seating-said-dropped = { $name } goes to seat { $label }.
seating-room = Room of the sitting
seating-no-plan = No plan
seating-choose = Choose the room
seating-choose-confirm = Another room gives up the seats as they are and gives them out by rank. Go on?
seating-not-chosen = The sitting has no room yet
seating-not-chosen-text = Choose one above; its seats are given out by rank at once.
seating-nobody-yet = Nobody is invited yet, so nobody has a seat.
seating-drag-help = Drag somebody to another seat to change places; or choose a seat, press Enter, choose another and press Enter. A dashed outline was set by hand.
seating-answers-changed = Answers have changed since the seats were given out. Following them changes only this:
seating-follow = Follow the answers
seating-change-freed = Seat { $seat } becomes free: who had it does not come.
seating-change-gone = Somebody who does not come holds no seat any more.
seating-change-without = { $name } has no seat left in the room.
seating-change-seated = { $name } gets seat { $seat }.
seating-by-rank = Give out by rank, keep what was set by hand
seating-all-by-rank = Give out all anew
seating-all-confirm = Give out all seats by rank, those set by hand too?
seating-given = { $seated } have a seat; { $moved } places changed.
seating-too-few = The room has too few seats: { $count } people have none.
seating-people = In the room ({ $count })
seating-seat-for = Seat of { $name }
seating-swap-with = change places with { $name }
seating-put = Seat { $name }
seating-none = No seat
seating-print-cards = Print { $count } name cards
seating-print-card = Print the name card: { $name }
seating-print-plan = Print the plan
seating-cards-file = name-cards
seating-plan-file = seat-plan
seating-own = Your seat: { $label }, { $room }.
seating-sits-in-part = Sits in { $part }
seating-away-part = Away { $part }
seating-open = Seats
seating-sitting-over = The sitting is over; its seats cannot be changed any more.
seating-room-retired = This room is no longer used.
seating-needs-seats = A room needs at least one seat.
seating-too-many-seats = A room has at most { $most } seats.
seating-seat-count = Between { $least } and { $most } seats.
seating-key-twice = Two seats have the same key.
seating-label-twice = Two seats are labelled { $label }.
seating-label-length = A label has 1 to { $most } characters.
seating-outside = Seat { $label } lies outside the room.
seating-needs-name = A room needs a name.
seating-name-taken = There is a room { $name } already.
seating-no-room = The sitting has no room with a plan.
seating-does-not-come = This person does not come into the room.
seating-no-such-seat = The room has no such seat.
seating-nobody-comes = There is nobody to print a name card for.
