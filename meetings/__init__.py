"""Sittings: agenda, invitations, attendance, the live room, minutes."""
