"""The limited process of its own in which signatures are read: `python -m
documents.intake.signatures.pdf (or .word) ORIGINAL LIMITS [ROOTS]`."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from asn1crypto import x509

from documents.intake.limited import limit_this_process
from documents.intake.limits import Limits
from documents.intake.results import SIGNATURES_END
from documents.intake.signatures.found import Signature
from documents.intake.signatures.trust import trusted_certificates

Read = Callable[[Path, Limits, list[x509.Certificate] | None], Iterator[tuple[str, Signature]]]
"""Says of each signature, as soon as it is known, where it stands among the others, and what it
is: `("2026-11-20T08:15:30+00:00", {…})`."""


def main(read: Read) -> int:
    """Print what `read` finds in the original: a line of JSON for each signature, then
    SIGNATURES_END; one that takes all the time hides no other."""
    original, limits, *roots = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # What a library prints must not stand among the answers.
    os.dup2(2, 1)
    allowed = Limits.from_json(limits)
    limit_this_process(allowed)
    trusted = trusted_certificates(Path(roots[0])) if roots else None
    for said in read(Path(original), allowed, trusted):
        answers.write(json.dumps(said) + "\n")
        answers.flush()
    answers.write(json.dumps(SIGNATURES_END) + "\n")
    answers.flush()
    return 0
