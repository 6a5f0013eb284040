"""Who gets what of the versions of a paper, of handing out, reading and the record of both."""

from __future__ import annotations

from typing import Any

from documents import services
from documents.distribution import by_hand, receipts
from documents.distribution.services import note_opened
from documents.models import AccessLevel, DocumentKind, Secrecy
from documents.release_plans.models import ReleaseRule
from documents.versions import releases
from documents.versions.placeholders import add_placeholder
from tests.access.matrix import LOGINS, SECRETARIAT, Row, World, each
from tests.cabinet import T0
from tests.documents.papers import enter, hand, prepared, replace

LEVELS = tuple(AccessLevel)


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        cabinet = world.cabinet
        head = cabinet.actor(db, "head")
        placeholder = add_placeholder(
            db, actor=head, title="Phương án", number_symbol="1/PA",
            kind=DocumentKind.OTHER, organisation_id=cabinet.organisations["G12"],
            secrecy=Secrecy.MAT, at=T0,
        )  # fmt: skip
        paper = enter(db, cabinet, world.store, "Tờ trình", organisation="G12")
        first = paper.current
        hand(db, cabinet, first, "pm", "minister.g15")
        second = replace(db, cabinet, world.store, paper)
        by_hand.hand_out(db, actor=head, version=second, person_ids=[cabinet.persons["pm"]], at=T0)
        receipts.ask_for_acknowledgement(db, actor=head, document=paper, asks=True)
        for login in LOGINS:
            note_opened(db, actor=cabinet.actor(db, login), version=second, at=T0)
        fresh = enter(db, cabinet, world.store, "Dự thảo", organisation="G12")
        releases.plan_release(
            db, actor=head, version=fresh.current, rule=ReleaseRule.WITH_AGENDA, release_at=None,
            at=T0,
        )  # fmt: skip
        hidden = services.add_version(
            db, actor=head, document=paper, prepared=prepared(world.store, "A third"), at=T0
        )
        world.ids |= {
            "placeholder": placeholder.id, "paper": paper.id, "first": first.id,
            "second": second.id, "third": hidden.id, "fresh": fresh.id,
            "fresh_version": fresh.current.id, "pm": cabinet.persons["pm"],
        }  # fmt: skip
        world.ids |= {f"of_{level.value}": _of_level(db, world, level) for level in LEVELS}


def _of_level(db: Any, world: World, level: AccessLevel) -> int:
    """A released paper of a ministry, handed to whom its level allows among two ministers and an
    officer of the secretariat."""
    paper = enter(
        db, world.cabinet, world.store, level.value, level, by="head", organisation="G15",
        readers=["minister.g12", "officer.g15"],
    )  # fmt: skip
    hand(db, world.cabinet, paper.current, "minister.g12", "pm", "secretary")
    return paper.current.id


CHANGERS = (*SECRETARIAT, "officer.g12")
UPLOADERS = (*CHANGERS, "officer.g15")
READERS = ("pm", "minister.g15", *CHANGERS)
OF_LEVEL = {
    AccessLevel.SECRETARIAT: (*SECRETARIAT, "officer.g15"),
    AccessLevel.CONFIDENTIAL: ("minister.g12", "head", "officer.g15"),
    AccessLevel.CABINET: ("pm", "minister.g12", *SECRETARIAT, "officer.g15"),
    AccessLevel.ADMINISTRATION: (
        "pm", "minister.g12", "minister.g15", *SECRETARIAT, "officer.g12", "officer.g15",
    ),
    AccessLevel.PUBLIC: (
        "pm", "minister.g12", "minister.g15", *SECRETARIAT, "officer.g12", "officer.g15",
    ),
}  # fmt: skip
PLACEHOLDER = {"title": "Kế hoạch", "secrecy": "mat"}
PAPER, SECOND, FRESH = (
    "/documents/{paper}", "/documents/versions/{second}", "/documents/versions/{fresh_version}",
)  # fmt: skip
API = "/api/v1"
LATER: dict[str, Any] = {"rule": "at", "release_at": "2030-01-01T09:00"}
OWN = each(("pm", "minister.g15"), 200)
NOT_ASKED = each(CHANGERS, 403)

ROWS = [
    Row("paper_only.new_placeholder", "GET", "/documents/paper-only", each(UPLOADERS, 200), 403),
    Row("paper_only.create_placeholder", "POST", "/documents/paper-only", each(UPLOADERS, 302),
        403, data=PLACEHOLDER),
    Row("versions_api.create_placeholder", "POST", "/api/v1/documents/paper-only",
        each(UPLOADERS, 201), 403, json=PLACEHOLDER),
    Row("documents.show_document", "GET", "/documents/{placeholder}", each(CHANGERS, 200),
        state="on paper only"),
    Row("documents_api.show_document", "GET", "/api/v1/documents/{placeholder}",
        each(CHANGERS, 200), state="on paper only"),
    Row("versions.compare_versions", "GET", PAPER + "/compare?from={first}&to={second}",
        each(READERS, 200)),
    Row("versions.compare_versions", "GET", PAPER + "/compare?from={second}&to={third}",
        each(CHANGERS, 200), state="one not out"),
    Row("versions_api.compare_versions", "GET", API + PAPER + "/compare?from={first}&to={second}",
        each(READERS, 200)),
    Row("versions_api.compare_versions", "GET", API + PAPER + "/compare?from={second}&to={third}",
        each(CHANGERS, 200), state="one not out"),
    Row("versions.plan_release", "POST", FRESH + "/release-plan",
        each(SECRETARIAT, 302) | {"officer.g12": 403}, data=LATER),
    Row("versions.cancel_plan", "POST", FRESH + "/release-plan/cancellation",
        each(SECRETARIAT, 302) | {"officer.g12": 403}),
    Row("versions_api.show_plan", "GET", API + "/versions/{fresh_version}/release-plan",
        each(SECRETARIAT, 200) | {"officer.g12": 403}),
    Row("versions_api.plan_release", "PUT", API + "/versions/{fresh_version}/release-plan",
        each(SECRETARIAT, 200) | {"officer.g12": 403}, json=LATER),
    Row("versions_api.cancel_plan", "DELETE", API + "/versions/{fresh_version}/release-plan",
        each(SECRETARIAT, 204) | {"officer.g12": 403}),
    Row("distribution.hand_out", "POST", PAPER + "/distribution",
        each(READERS, 403) | each(SECRETARIAT, 302),
        data={"version_id": "{third}", "person_ids": "{pm}"}),
    Row("distribution.take_back", "POST", PAPER + "/distribution/return",
        each(READERS, 403) | each(SECRETARIAT, 302), data={"everybody": "yes"}),
    Row("distribution.ask_for_acknowledgement", "POST", PAPER + "/acknowledgements",
        each(READERS, 403) | each(SECRETARIAT, 302), data={"asks": "no"}),
    Row("distribution.acknowledge", "POST", SECOND + "/acknowledgement",
        each(("pm", "minister.g15"), 302) | NOT_ASKED),
    Row("distribution_api.show_distribution", "GET", API + PAPER + "/distribution",
        each(READERS, 403) | each(SECRETARIAT, 200)),
    Row("distribution_api.show_distribution", "GET", API + "/documents/{placeholder}/distribution",
        each(SECRETARIAT, 200) | {"officer.g12": 403}, state="on paper only"),
    Row("distribution_api.hand_out", "POST", API + PAPER + "/distribution",
        each(READERS, 403) | each(SECRETARIAT, 200),
        json={"version_id": "{third}", "members": True}),
    Row("distribution_api.take_back", "POST", API + PAPER + "/distribution/return",
        each(READERS, 403) | each(SECRETARIAT, 204), json={"everybody": True}),
    Row("distribution_api.ask_for_acknowledgement", "POST", API + PAPER + "/acknowledgements",
        each(READERS, 403) | each(SECRETARIAT, 200), json={"asks": False}),
    Row("distribution_api.note_pages", "POST", API + "/versions/{second}/pages-seen",
        each(READERS, 204), json={"pages": [1, 2]}),
    Row("distribution_api.acknowledge", "POST", API + "/versions/{second}/acknowledgement",
        OWN | NOT_ASKED),
    Row("audit.list_audit", "GET", "/documents/audit", each((*SECRETARIAT, "auditor"), 200), 403),
    Row("audit_api.list_record", "GET", API + "/documents/audit",
        each((*SECRETARIAT, "auditor"), 200), 403),
    Row("audit.export_audit", "GET", "/documents/audit.csv",
        each((*SECRETARIAT, "auditor"), 200), 403),
    *[
        Row("documents.send_file", "GET", f"/documents/versions/{{of_{level.value}}}/file",
            each(OF_LEVEL[level], 200), state=level.value)
        for level in LEVELS
    ],
]  # fmt: skip
SOCKET_ROWS: list[object] = []
