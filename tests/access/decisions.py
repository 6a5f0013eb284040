"""Who gets what of decisions and assignments."""

from __future__ import annotations

from datetime import timedelta

from decisions import services
from decisions.models import DecisionKind, DecisionOrigin
from tests.access.matrix import MEMBERS, SECRETARIAT, Row, SocketRow, World, each
from tests.cabinet import T0, TODAY

READERS = each((*MEMBERS, *SECRETARIAT), 200)
LATER = (TODAY + timedelta(days=30)).isoformat()


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        secretary, officer = (
            world.cabinet.actor(db, login) for login in ("secretary", "officer.g12")
        )
        decision = services.record_decision(
            db, actor=secretary, kind=DecisionKind.RESOLUTION, subject="Về đề án", text="Đồng ý.",
            origin=DecisionOrigin.MEETING, occasion="Phiên họp", organisation_id=None,
            decided_on=TODAY, outcome=None, at=T0,
        )  # fmt: skip
        open_one, filed = (
            services.assign(
                db, actor=secretary, decision=decision, task="Việc", at=T0, assigned_on=TODAY,
                lead_id=world.cabinet.organisations["G12"], due_on=TODAY + timedelta(days=9),
            )
            for _ in range(2)
        )  # fmt: skip
        services.file_completion(db, filed, actor=officer, evidence="1/BC", done_on=TODAY)
        world.ids |= {
            "decision": decision.id,
            "open": open_one.id,
            "filed": filed.id,
            "lead": world.cabinet.organisations["G12"],
        }


REPORT = {"text": "Đã làm", "percent": 10}
DONE = {"done_on": TODAY.isoformat(), "evidence": "2/BC"}
WORDING = {"subject": "Về đề án", "text": "Đồng ý thông qua."}
NEW = {"task": "Việc mới", "lead_id": "{lead}", "due_on": LATER}
LEAD = {"officer.g12": 200}
# Whoever sees it and may not act is told so (403); who does not see it gets 404.
SEEN = each((*MEMBERS, *SECRETARIAT, "officer.g12"), 403)
WORDERS = each(SECRETARIAT, 200)
CLOSERS = each(("secretary", "head"), 201)

ROWS = [
    Row("decisions.list_decisions", "GET", "/decisions", {}, 200),
    Row("decisions.show_decision", "GET", "/decisions/{decision}", READERS | LEAD),
    Row("decisions.change_wording", "POST", "/decisions/{decision}/wording",
        SEEN | each(SECRETARIAT, 302), data=WORDING),
    Row("decisions.issue", "POST", "/decisions/{decision}/issue", SEEN | {"head": 302}),
    Row("assignments.list_assignments", "GET", "/assignments", {}, 200),
    Row("assignments.new_assignment", "GET", "/assignments/new", each(SECRETARIAT, 200), 403),
    Row("assignments.create_assignment", "POST", "/assignments",
        each(SECRETARIAT, 302), 403, data=NEW),
    Row("assignments.show_assignment", "GET", "/assignments/{open}", READERS | LEAD),
    Row("assignments.create_report", "POST", "/assignments/{open}/reports",
        SEEN | {"officer.g12": 302}, data=REPORT),
    Row("assignments.create_completion", "POST", "/assignments/{open}/completion",
        SEEN | {"officer.g12": 302}, data=DONE),
    Row("assignments.create_closure", "POST", "/assignments/{filed}/closure",
        SEEN | each(("secretary", "head"), 302)),
    Row("assignments.create_return", "POST", "/assignments/{filed}/return",
        SEEN | each(("secretary", "head"), 302), data={"reason": "Thiếu"}),
    Row("decisions_api.list_decisions", "GET", "/api/v1/decisions", {}, 200),
    Row("decisions_api.show_decision", "GET", "/api/v1/decisions/{decision}", READERS | LEAD),
    Row("decisions_api.change_wording", "PATCH", "/api/v1/decisions/{decision}", SEEN | WORDERS,
        json=WORDING),
    Row("decisions_api.issue", "POST", "/api/v1/decisions/{decision}/issue", SEEN | {"head": 200}),
    Row("decisions_api.list_assignments", "GET", "/api/v1/assignments", {}, 200),
    Row("decisions_api.create_assignment", "POST", "/api/v1/assignments",
        each(SECRETARIAT, 201), 403, json=NEW),
    Row("decisions_api.show_assignment", "GET", "/api/v1/assignments/{open}", READERS | LEAD),
    Row("decisions_api.create_report", "POST", "/api/v1/assignments/{open}/reports",
        SEEN | {"officer.g12": 201}, json=REPORT),
    Row("decisions_api.create_completion", "POST", "/api/v1/assignments/{open}/completion",
        SEEN | {"officer.g12": 201}, json=DONE),
    Row("decisions_api.create_closure", "POST", "/api/v1/assignments/{filed}/closure",
        SEEN | CLOSERS),
    Row("decisions_api.create_closure", "POST", "/api/v1/assignments/{open}/closure",
        SEEN | each(("secretary", "head"), 409), state="not filed"),
]  # fmt: skip

HEARERS = dict.fromkeys((*MEMBERS, *SECRETARIAT, "officer.g12"), "ok")
SOCKET_ROWS = [
    SocketRow("join", {"room": "decision:{decision}"}, HEARERS),
    SocketRow("join", {"room": "assignment:{open}"}, HEARERS),
    SocketRow("join", {"room": "organisation:{lead}"}, {"officer.g12": "ok"}),
]
