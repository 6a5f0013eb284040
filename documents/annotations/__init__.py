"""Marks on papers: who sees them, and the acts on them."""
