"""The record of a sitting: built from what is stored, reviewed, approved, signed."""
