"""Organisations, persons, seats, mandates, the body and its rules."""
