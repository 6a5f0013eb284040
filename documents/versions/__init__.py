"""Versions of a paper: released at their time, replaced, compared; what stays on paper alone."""
