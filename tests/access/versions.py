"""Who gets what of the versions of a paper."""

from __future__ import annotations

from documents.models import DocumentKind, Secrecy
from documents.versions.placeholders import add_placeholder
from tests.access.matrix import SECRETARIAT, Row, World, each
from tests.cabinet import T0


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        cabinet = world.cabinet
        placeholder = add_placeholder(
            db, actor=cabinet.actor(db, "head"), title="Phương án", number_symbol="1/PA",
            kind=DocumentKind.OTHER, organisation_id=cabinet.organisations["G12"],
            secrecy=Secrecy.MAT, at=T0,
        )  # fmt: skip
        world.ids |= {"placeholder": placeholder.id}


CHANGERS = (*SECRETARIAT, "officer.g12")
UPLOADERS = (*CHANGERS, "officer.g15")
PLACEHOLDER = {"title": "Kế hoạch", "secrecy": "mat"}

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
]  # fmt: skip
SOCKET_ROWS: list[object] = []
