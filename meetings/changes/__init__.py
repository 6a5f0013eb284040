"""What was written field by field, and two who write at the same time."""
