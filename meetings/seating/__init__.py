"""Rooms with their plans, who sits where in a sitting, and the cards on the table."""
