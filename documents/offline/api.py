"""The contact of a tablet that keeps papers, and the lists of what it has to fetch."""

from __future__ import annotations

import hashlib

from flask import Blueprint, current_app, request, url_for
from sqlalchemy.orm import Session

from documents.copies.keeping import is_to_be_kept
from documents.distribution import services as distribution
from documents.intake.picture_names import THUMBNAIL
from documents.models import DocumentVersion
from documents.naming.queries import copies_of, current_copies
from documents.offline import queries, rules, services, shell
from documents.offline.forms import (
    Choice,
    ChoiceOut,
    ComingOut,
    ContactIn,
    ContactOut,
    FileNowOut,
    LeaveIn,
    MarksOut,
    NewerOut,
    OccasionOut,
    OccasionQuery,
    PackOut,
    PaperOut,
    ShellOut,
    TextBlockOut,
    TextOut,
    TextPageOut,
)
from documents.packs import queries as pack_queries
from documents.packs import services as pack_services
from documents.packs.models import PackState
from documents.packs.rules import may_open
from documents.queries import find_version
from documents.reading.queries import text_of_pages
from documents.reading.rules import blocks_of, language_of
from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_sign_in_id
from ecabinet.auth.devices import device_name
from ecabinet.db import unit_of_work
from ecabinet.i18n import t
from ecabinet.jobs.models import JobState
from ecabinet.running import store
from ecabinet.slots import COMING, PAPERS_BESIDE, DocumentPlace

bp = Blueprint("offline_api", __name__)


@api_route(
    bp, "POST", "/offline/contact", tag="offline", body=ContactIn, answer=ContactOut,
    errors=(409, 422),
)  # fmt: skip
def make_contact(db: Session, actor: Actor, body: ContactIn) -> ContactOut:
    """Report what this tablet keeps, and learn what must go.

    A version is named here before its bytes are kept. `gone` must be removed at once; when
    `key_name` is not the name of the tablet's key, so must everything."""
    at = clock.now()
    told = services.contact(
        db,
        actor=actor,
        token=body.device,
        label=device_name(request.user_agent.string[:300]),
        sign_in_id=current_sign_in_id(),
        kept=body.kept,
        opened=[(one.version_id, one.at) for one in body.opened if one.version_id is not None],
        at=at,
    )
    for one in body.opened:
        if one.pack_id is not None:
            pack_services.note_opened(
                db, actor=actor, pack_id=one.pack_id, opened_at=min(one.at, at)
            )
    kept = sorted(set(body.kept) - set(told.gone))
    newer = queries.newer_versions(db, actor, kept) if kept else {}
    marks = queries.marks_stamps(db, actor, kept) if kept else {}
    files = current_copies(db, kept) if kept else {}
    coming = next((one for ask in COMING if (one := ask(db, actor)) is not None), None)
    return ContactOut(
        account_id=actor.account_id,
        key=told.key if body.wants_key else None,
        key_name=hashlib.sha256(told.key.encode()).hexdigest()[:16],
        good_until=rules.good_until(at),
        at=at,
        build=shell.build(),
        gone=told.gone,
        newer=[NewerOut(version_id=old, newer_id=new) for old, new in sorted(newer.items())],
        marks=[MarksOut(version_id=one, stamp=marks.get(one, "")) for one in kept],
        files=[FileNowOut(version_id=one, sha256=sha256) for one, sha256 in sorted(files.items())],
        coming=ComingOut(**vars(coming)) if coming else None,
    )


@api_route(bp, "POST", "/offline/departure", tag="offline", body=LeaveIn, status=204, errors=(422,))
def leave(db: Session, actor: Actor, body: LeaveIn) -> None:
    """Say that everything kept on this tablet was removed, before signing out there."""
    services.leave(db, actor=actor, token=body.device, at=clock.now())


@api_route(bp, "GET", "/offline/choice", tag="offline", answer=ChoiceOut)
def show_choice(db: Session, actor: Actor) -> ChoiceOut:
    """Tell whether this account has the coming sitting kept by itself."""
    return ChoiceOut(keeps_coming=queries.keeps_coming(db, actor))


@api_route(
    bp, "PUT", "/offline/choice", tag="offline", body=Choice, status=204, errors=(422,)
)  # fmt: skip
def choose(db: Session, actor: Actor, body: Choice) -> None:
    """Have the coming sitting kept by itself on the tablets of this account, or not."""
    services.choose(db, actor=actor, keeps_coming=body.keeps_coming, at=clock.now())


@api_route(
    bp, "GET", "/offline/occasion", tag="offline", query=OccasionQuery, answer=OccasionOut,
    errors=(422,),
)  # fmt: skip
def show_occasion(db: Session, actor: Actor, query: OccasionQuery) -> OccasionOut:
    """List the papers of a sitting or ballot as they are kept on a tablet."""
    places: list[DocumentPlace] = [
        place for ask in PAPERS_BESIDE for place in ask(db, actor, query.name)
    ]
    ids = list(dict.fromkeys(place.version_id for place in places))
    versions = {one.id: one for one in queries.readable_versions(db, actor, ids)}
    files = current_copies(db, versions)
    named = {place.version_id: place for place in reversed(places)}
    back = places[0].url if places else "/"
    packs, pending = _packs(db, actor, query.name)
    asked = {"occasion": query.name}
    return OccasionOut(
        name=query.name,
        title=places[0].occasion_title if places else "",
        url=back,
        papers=[
            _paper(versions[id_], files[id_], asked, f"{named[id_].line or ''}".strip())
            for id_ in ids
            if id_ in versions
        ],
        packs=packs,
        pending=pending,
    )


def _packs(db: Session, actor: Actor, occasion: str) -> tuple[list[PackOut], int]:
    """The released packs whose book is bound for this reader, newest first; how many more are being
    bound. Nobody with the same rights has asked before: then the work is asked for here."""
    found, pending = [], 0
    for pack in pack_queries.list_packs(db, actor, occasion):
        if pack.state is not PackState.RELEASED:
            continue
        face = pack_queries.face_of(db, actor, pack)
        if not may_open(pack, face.recalled):
            continue
        if face.base is None:
            pending += _is_being_bound(actor, pack.id)
            continue
        found.append(
            PackOut(
                pack_id=pack.id,
                key=face.key[:16],
                title=f"{pack.title} – {t('pack-number', number=pack.ordinal)}",
                size=face.base.size,
                version_ids=face.base.version_ids,
                page_url=url_for("packs.show_pack", pack_id=pack.id),
                file_url=url_for("packs.send_pack", pack_id=pack.id),
            )
        )
    return found, pending


def _is_being_bound(actor: Actor, pack_id: int) -> bool:
    """Ask for the book of `actor`; not again for one that could not be bound: the page of the pack
    says why, and has the button to try again."""
    with unit_of_work() as db:
        pack = pack_queries.find_pack(db, actor, pack_id)
        job = pack_queries.row_of(db, actor, pack).job
        if job is not None and job.state in (JobState.FAILED, JobState.CANCELLED):
            return False
        pack_services.ask_for_base(db, actor=actor, pack=pack)
    return True


@api_route(
    bp, "GET", "/offline/versions/<int:version_id>", tag="offline", answer=PaperOut, errors=(404,)
)  # fmt: skip
def show_paper(db: Session, actor: Actor, version_id: int) -> PaperOut:
    """Name what has to be fetched to keep one paper on a tablet."""
    version = find_version(db, actor, version_id)
    return _paper(version, copies_of(db, version)[0], {}, "")


@api_route(
    bp, "GET", "/offline/versions/<int:version_id>/text", tag="offline", answer=TextOut,
    errors=(404,),
)  # fmt: skip
def show_text(db: Session, actor: Actor, version_id: int) -> TextOut:
    """Give the text of all pages of a paper, piece by piece as its text view shows it.

    To ask for it is to read the paper, unless a tablet asks that has told that it keeps it."""
    if not is_to_be_kept(db, actor, version_id):
        with unit_of_work() as own:
            opened = find_version(own, actor, version_id)
            distribution.note_opened(own, actor=actor, version=opened, at=clock.now())
    version = find_version(db, actor, version_id)
    otherwise = current_app.config["DEFAULT_LANGUAGE"]
    return TextOut(
        version_id=version.id,
        pages=[
            TextPageOut(
                page=page,
                language=language_of(text, otherwise),
                blocks=[TextBlockOut(kind=one.kind, text=one.text) for one in blocks_of(text)],
            )
            for page, text in enumerate(text_of_pages(store(), version) or [], 1)
        ],
    )


@api_route(bp, "GET", "/offline/shell", tag="offline", answer=ShellOut)
def show_shell(db: Session, actor: Actor) -> ShellOut:
    """List the scripts, styles and letters that the reader needs without a network."""
    return ShellOut(build=shell.build(), urls=shell.addresses())


def _paper(version: DocumentVersion, copy: str, asked: dict[str, str], place: str) -> PaperOut:
    return PaperOut(
        version_id=version.id,
        document_id=version.document_id,
        title=version.document.title,
        ordinal=version.ordinal,
        pages=version.pages,
        size=version.size,
        place=place,
        page_url=url_for("documents.read_version", version_id=version.id, **asked),  # type: ignore[arg-type]
        file_url=url_for("documents.send_file", version_id=version.id, copy=copy),
        marks_url=url_for("annotations.list_annotations", version_id=version.id),
        text_url=url_for("reading.read_text", version_id=version.id, **asked),  # type: ignore[arg-type]
        text_pages_url=url_for("offline_api.show_text", version_id=version.id),
        picture_url=url_for(
            "pictures.send_picture", version_id=version.id, page=0, width=THUMBNAIL
        ),
    )
