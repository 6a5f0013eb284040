"""Marks carried over to a new version of a paper: by the text they lay on, then by position."""
