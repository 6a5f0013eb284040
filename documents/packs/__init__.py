"""Packs: the papers of a sitting or ballot bound into one PDF, for each reader what is theirs."""
