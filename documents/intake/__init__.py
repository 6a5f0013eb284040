"""Uploaded files on their way in: recognised, checked in a limited process, cleaned for reading."""
