"""Dossiers on their way to the cabinet, and the opinions of other organisations on them."""
