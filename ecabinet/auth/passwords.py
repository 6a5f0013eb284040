"""Passwords: argon2id, and the lengths of NIST SP 800-63B (8 to 128, no composition rules)."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ecabinet.errors import Invalid
from ecabinet.sentences import S

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
SHORTEST, LONGEST = 8, 128

# Checked when the login is unknown, so that the answer takes as long as for a known one.
NOBODY = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return the argon2id hash. Raises Invalid for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        sentence = S("password-length", shortest=SHORTEST, longest=LONGEST)
        raise Invalid(sentence, {"password": sentence})
    return _hasher.hash(_normal(password))


def is_password(stored: str, password: str) -> bool:
    """Return whether `password` is the one hashed in `stored`."""
    try:
        return _hasher.verify(stored, _normal(password[: LONGEST + 1]))
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    """Keyboards send the same Vietnamese letter in several ways (NIST SP 800-63B 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
