"""What was decided, its number and text, and the assignments that follow from it."""
