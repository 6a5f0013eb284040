"""Dossiers that organisations lodge for the cabinet, and what others say of them."""
