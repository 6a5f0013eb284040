"""Organisations, persons, seats, mandates, delegations, the body and its rules."""
