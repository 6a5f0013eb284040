"""One act on many items of an agenda: changed, checked, released, moved or taken off, undone."""
