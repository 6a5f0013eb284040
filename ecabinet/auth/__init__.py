"""Accounts, sign-in, roles, and the Actor: who acts now."""
