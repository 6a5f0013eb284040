"""Editions of the agenda: asked for, returned or approved by the head, sent to the members."""
