"""The signatures of an original, read in a limited process of their own."""

import json
import logging
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from documents.intake.limited import environment_of_child
from documents.intake.limits import Limits
from documents.intake.processes import run_watched
from documents.intake.results import PDF, SIGNATURES_END
from documents.intake.tools import Tools
from ecabinet.sentences import S, Sentence

logger = logging.getLogger(__name__)

# -P: nothing is imported from the working folder, where files of strangers lie.
_READ_PDF = (sys.executable, "-P", "-m", "documents.intake.signatures.pdf")
_READ_WORD = (sys.executable, "-P", "-m", "documents.intake.signatures.word")
BROKEN_STATES = ("broken", "changed")
"""Of a signature: what it was put under is not what stands there."""
_BROKEN, _PARTIAL = "document-warning-signature-broken", "document-warning-signature-partial"
_UNREAD = "document-warning-signatures-unread"
WARNINGS = (_BROKEN, _PARTIAL, _UNREAD)


@dataclass(frozen=True)
class Signatures:
    """Those that were read, as in `signatures.found.Signature`, and whether they are all."""

    found: tuple[dict[str, Any], ...]
    are_all: bool

    @property
    def warnings(self) -> tuple[Sentence, ...]:
        """What an officer should know of them before the paper goes out."""
        states = {one.get("state") for one in self.found}
        told = (
            (_BROKEN, states.intersection(BROKEN_STATES)),
            (_PARTIAL, "partial" in states),
            (_UNREAD, not self.are_all),
        )
        return tuple(S(key) for key, holds in told if holds)


def read_signatures(
    path: Path, media_type: str, folder: Path, limits: Limits, tools: Tools
) -> Signatures:
    """Those of the original at `path`; one that cannot be read is no error. The process works in
    `folder`."""
    own = replace(limits, wall_seconds=limits.signature_seconds)
    command = _READ_PDF if media_type == PDF else _READ_WORD
    roots = [str(tools.trust_roots)] if tools.trust_roots else []
    ended = run_watched(
        [*command, str(path), own.to_json(), *roots],
        folder=folder,
        environment=environment_of_child(),
        wall_seconds=own.wall_seconds,
    )
    said: list[tuple[str, dict[str, Any]]] = []
    are_all = False
    with suppress(LookupError, TypeError, ValueError):
        for line in ended.output.splitlines():
            answer = json.loads(line)
            if answer == SIGNATURES_END:
                are_all = True
                break
            said.append((str(answer[0]), dict(answer[1])))
    if not are_all:
        logger.warning("the signatures of a paper could not be read: %s", ended.account)
    in_order = sorted(said, key=lambda one: one[0])
    return Signatures(tuple(signature for _, signature in in_order), are_all)
