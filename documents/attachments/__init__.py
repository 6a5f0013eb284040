"""Attachments of what persons say: read by whoever sees the words they go with."""
