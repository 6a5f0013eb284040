"""Who may do what with a paper. Who may *read* one is a Select: `documents.queries`."""

from __future__ import annotations

from documents.models import AccessLevel, Document, DocumentVersion, VersionState
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.auth.readers import READ_NO_PAPERS
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, hidden

NEXT_STATES: dict[VersionState, frozenset[VersionState]] = {
    VersionState.DRAFT: frozenset(
        {VersionState.SUBMITTED, VersionState.APPROVED, VersionState.RELEASED}
    ),
    VersionState.SUBMITTED: frozenset(
        {VersionState.RETURNED, VersionState.APPROVED, VersionState.RELEASED}
    ),
    VersionState.RETURNED: frozenset({VersionState.SUBMITTED}),
    VersionState.APPROVED: frozenset({VersionState.RELEASED}),
    VersionState.RELEASED: frozenset({VersionState.SUPERSEDED, VersionState.RECALLED}),
    VersionState.SUPERSEDED: frozenset({VersionState.RECALLED}),
    VersionState.RECALLED: frozenset(),
}
"""The allowed steps of a version."""

OPEN_LEVELS = (AccessLevel.ADMINISTRATION, AccessLevel.PUBLIC)
"""Levels that every account with an office may read, once released."""

OUT_STATES = (VersionState.RELEASED, VersionState.SUPERSEDED)
"""States in which a version is with its readers."""


def reads_no_papers(actor: Actor) -> bool:
    """Administrators run the system and auditors read the journal; neither reads papers, whatever
    else the account holds."""
    return actor.has(*READ_NO_PAPERS)


def has_office(actor: Actor) -> bool:
    """Whether the account holds a role that has to do with papers at all."""
    return bool(actor.roles) and not reads_no_papers(actor)


def is_owner(actor: Actor, organisation_id: int | None) -> bool:
    """Whether the actor is an officer of the organisation that the paper belongs to."""
    return (
        not reads_no_papers(actor)
        and actor.has(Role.OFFICER)
        and organisation_id is not None
        and actor.organisation_id == organisation_id
    )


def may_upload(
    actor: Actor, organisation_id: int | None, *, said_by_id: int | None = None
) -> Verdict:
    """The secretariat uploads for anybody, an officer for the own organisation.

    `said_by_id`: the file is an attachment of what this person says. Everybody who reads papers may
    bring such a one, members too; it belongs to no organisation. Whether they may say it in that
    person's name is asked where it is said.
    """
    if said_by_id is not None:
        owned = organisation_id is not None or not has_office(actor)
        return denied("document-upload-not-yours") if owned else ALLOW
    if reads_no_papers(actor) or not actor.has(
        Role.SECRETARIAT, Role.HEAD, Role.CLERK, Role.OFFICER
    ):
        return denied("document-upload-not-yours")
    if actor.is_secretariat or is_owner(actor, organisation_id):
        return ALLOW
    return denied("document-upload-other-organisation")


def may_upload_anything(actor: Actor) -> Verdict:
    """Whether to show the actor an upload at all."""
    verdict = may_upload(actor, actor.organisation_id)
    return verdict if verdict else hidden()


def may_change(actor: Actor, document: Document) -> Verdict:
    """Change title, kind, level or named readers, or lay down a new version."""
    if reads_no_papers(actor):
        return hidden()
    if document.said_by_id is not None:
        return denied("document-attachment-of-position")
    if actor.is_secretariat or is_owner(actor, document.organisation_id):
        return ALLOW
    return denied("document-change-not-yours")


def is_as_seen(revision: int | None, document: Document) -> Verdict:
    """Whether somebody who saw the paper at `revision` writes over what they saw (None: reads it
    as it is now, within the act)."""
    if revision is None or revision == document.revision:
        return ALLOW
    return conflict("document-changed-meanwhile")


def takes_files(document: Document) -> Verdict:
    """Whether files may be stored for the paper at all; asked of somebody who may change it."""
    return conflict("document-paper-only-no-file") if document.is_paper_only else ALLOW


def may_distribute(actor: Actor) -> Verdict:
    """The secretariat hands papers out, sees who was handed what, and who opened it."""
    return ALLOW if actor.is_secretariat and has_office(actor) else denied("document-secretariat")


def is_handed_by_hand(document: Document) -> Verdict:
    """An attachment is read by whoever sees what it goes with, and handed to nobody else."""
    if document.said_by_id is not None:
        return conflict("document-attachment-of-position")
    return ALLOW


def is_newest(version: DocumentVersion) -> Verdict:
    """Only the newest version of a paper is handed out by hand."""
    if version.id == version.document.current.id:
        return ALLOW
    return conflict("hand-out-not-newest", ordinal=version.document.current.ordinal)


def overtaken_by(version: DocumentVersion) -> DocumentVersion | None:
    """The newest version that is with the readers, where `version` is older and never went out.
    Also a superseded one whose successor was taken back: it is what the readers have, so it is
    handed out in the place of an older one, and no older one is released after it."""
    if VersionState.RELEASED not in NEXT_STATES[version.state]:
        return None
    out = [
        other
        for other in version.document.versions
        if other.ordinal > version.ordinal and other.state in OUT_STATES
    ]
    return out[-1] if out else None


def in_force(version: DocumentVersion) -> DocumentVersion | None:
    """What is handed out in the place of a version that went out before: the released one of its
    paper, where that is newer; itself, where nothing newer is out; nothing, where it was taken back
    and nothing newer came."""
    if version.state not in (VersionState.SUPERSEDED, VersionState.RECALLED):
        return version
    for other in version.document.versions:
        if other.state is VersionState.RELEASED and other.ordinal > version.ordinal:
            return other
    return None if version.state is VersionState.RECALLED else version


def may_release(actor: Actor, version: DocumentVersion) -> Verdict:
    """The secretariat releases what is not out yet, and nothing after a newer version."""
    allowed = may_distribute(actor)
    if allowed and VersionState.RELEASED not in NEXT_STATES[version.state]:
        return conflict("document-release-not-now")
    newer = overtaken_by(version)
    if allowed and newer is not None:
        return conflict("document-release-overtaken", ordinal=newer.ordinal)
    return allowed


def may_recall(actor: Actor, version: DocumentVersion) -> Verdict:
    """The secretariat takes back what is out."""
    allowed = may_distribute(actor)
    if not allowed:
        return allowed
    if version.state is VersionState.RECALLED:
        return conflict("document-recall-done-before")
    if VersionState.RECALLED not in NEXT_STATES[version.state]:
        return conflict("document-recall-not-out")
    return ALLOW


def may_take_original(actor: Actor, version: DocumentVersion) -> Verdict:
    """The untouched file: the secretariat and the owner; what is signed, every reader too,
    for only the original proves the signature. Asked of somebody who may read the version."""
    if version.is_signed or actor.is_secretariat:
        return ALLOW
    if is_owner(actor, version.document.organisation_id):
        return ALLOW
    return denied("document-original-not-yours")
