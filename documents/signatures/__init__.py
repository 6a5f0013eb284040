"""The signatures of stored originals: as they are told, and read again."""
