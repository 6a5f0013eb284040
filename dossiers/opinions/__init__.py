"""Opinions of other organisations on a dossier: asked, answered, replied to, and their table."""
