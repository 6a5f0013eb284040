"""Who gets what of packs: {released} was put before pm and minister.g12; {made} and {frozen} are
not out. Their books are not bound: opening one leads to the page that says so, or is refused. The
books of {bound} are; it was put before minister.g15 too, whose assistant is officer.g15."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from documents.packs import services
from documents.packs.jobs import prepare
from documents.packs.models import Pack, PackKind
from documents.packs.rules import Line, Paper, Source
from ecabinet.app import create_app
from ecabinet.config import Config
from ecabinet.jobs.registry import Run
from ecabinet.people.models import Delegation, DelegationScope
from tests.access.matrix import LOGINS, SECRETARIAT, Row, SocketRow, World, each
from tests.documents.papers import enter, hand
from tests.meetings.sittings import Secretariat

READERS = ("pm", "minister.g12")
SEEN = each((*SECRETARIAT, *READERS), 200)
ASSISTANT = "officer.g15"
HANDED = each((*SECRETARIAT, *READERS, "minister.g15", ASSISTANT), 200)
OPENED = each((*SECRETARIAT, *READERS), 302)


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        paper = enter(db, world.cabinet, world.store)
        hand(db, world.cabinet, paper.current, *READERS, "minister.g15")
        assisted = Delegation(
            person_id=world.cabinet.persons["minister.g15"],
            account_id=world.cabinet.accounts[ASSISTANT],
            scope=DelegationScope.READ, starts_at=world.now - timedelta(days=1),
            ends_at=world.now + timedelta(days=1),
        )  # fmt: skip
        db.add(assisted)
        secretary = world.cabinet.actor(db, "secretary")

        def make(occasion: str, *, state: str = "", readers: tuple[str, ...] = READERS) -> Pack:
            source = Source(
                occasion, "Phiên họp", "/", {"body": [], "motto": [], "edition": [], "facts": []},
                [Line(1, "A", [Paper(paper.id, paper.current.id, paper.title, "", 3)])],
                [world.cabinet.persons[login] for login in readers],
            )  # fmt: skip
            given: dict[str, Any] = {"actor": secretary, "source": source, "at": world.now}
            pack = services.assemble(db, kind=PackKind.FULL, **given)
            if state:
                services.note_assembled(db, pack.id, world.now)
            if state in ("frozen", "released"):
                services.freeze(db, pack=pack, **given)
            if state == "released":
                services.release(db, pack=pack, **given)
            return pack

        bound = make("meeting:900003", state="released", readers=(*READERS, "minister.g15"))
        desk = Secretariat(db, world.cabinet)
        sent = desk.sent("A")
        world.ids |= {
            "released": make("meeting:900001", state="released").id,
            "bound": bound.id,
            "made": make("meeting:900002", state="assembled").id,
            "frozen": make(f"meeting:{sent.id}", state="frozen").id,
            "sitting": sent.id,
            "empty": desk.sent("B").id,
        }
    config = Config.from_env({"ECABINET_HOME": str(world.store.folder.parent)})
    app = create_app(replace(config, testing=True))
    work = {"pack_id": world.ids["bound"]}
    with app.app_context():
        prepare(
            Run(0, services.PREPARE, "", work, world.database, world.store, config, lambda *_: True)
        )
    app.extensions["ecabinet.database"].dispose()


API, PACKS = "/api/v1/packs", "/packs"
DESK = each(SECRETARIAT, 200)
STALE = each(SECRETARIAT, 409)  # nobody says any more what it was made of
NEW = {"occasion": "meeting:{empty}"}

ROWS = [
    Row("packs.show_pack", "GET", PACKS + "/{released}", SEEN),
    Row("packs.show_pack", "GET", PACKS + "/{made}", DESK, state="not out"),
    Row("packs.send_pack", "GET", PACKS + "/{released}/file", OPENED),
    Row("packs.send_pack", "GET", PACKS + "/{made}/file", each(SECRETARIAT, 302), state="not out"),
    Row("packs.show_pack", "GET", PACKS + "/{bound}", HANDED, state="bound"),
    Row("packs.send_pack", "GET", PACKS + "/{bound}/file", HANDED, state="bound"),
    Row("packs.assemble_pack", "POST", PACKS, each(SECRETARIAT, 302), data=NEW),
    Row("packs.freeze_pack", "POST", PACKS + "/{made}/freezing", STALE),
    Row("packs.release_pack", "POST", PACKS + "/{frozen}/release", each(SECRETARIAT, 302)),
    Row("packs.drop_pack", "POST", PACKS + "/{made}/removal", each(SECRETARIAT, 302)),
    Row("packs_api.list_packs", "GET", API + "?occasion=meeting:1", each(LOGINS, 200)),
    Row("packs_api.show_pack", "GET", API + "/{released}", SEEN),
    Row("packs_api.show_pack", "GET", API + "/{made}", DESK, state="not out"),
    Row("packs_api.send_pack", "GET", API + "/{released}/file", dict.fromkeys(SEEN, 409)),
    Row("packs_api.send_pack", "GET", API + "/{bound}/file", HANDED, state="bound"),
    Row("packs_api.assemble_pack", "POST", API, each(SECRETARIAT, 201), json=NEW),
    Row("packs_api.freeze_pack", "POST", API + "/{made}/freezing", STALE),
    Row("packs_api.release_pack", "POST", API + "/{frozen}/release", DESK),
    Row("packs_api.drop_pack", "POST", API + "/{made}/removal", each(SECRETARIAT, 204)),
]
SOCKET_ROWS: list[SocketRow] = []
