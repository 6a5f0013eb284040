"""The ways out of the house: each takes a message and says what became of it."""
