"""The digital signatures of an original: who signed, when, and whether it still holds."""
