"""Questions put to the members, in writing or in the room: opinions, tally, outcome."""
