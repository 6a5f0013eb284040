"""Editions as readers meet them: which one was sent, or is to be, and which was taken back."""
