"""Who gets what of dossiers: {draft}, {lodged}, {checking}, {returned}, {accepted}, {withdrawn}."""

from __future__ import annotations

from documents.models import AccessLevel
from documents.services import add_document
from dossiers.submissions import services
from dossiers.submissions.models import PaperRole
from ecabinet import clock
from tests.access.matrix import LOGINS, SECRETARIAT, Row, SocketRow, World, each
from tests.cabinet import T0
from tests.documents.papers import pdf, prepared
from tests.dossiers.submissions.dossiers import Office

LEAD, SIGNER = "officer.g12", "officer.g15"
DESK = ("secretary", "head")
SEE = (*SECRETARIAT, LEAD)


def arrange(world: World) -> None:
    with clock.at(T0), world.database.unit_of_work() as db:
        office = Office(db, world.cabinet)
        draft, complete = office.complete(), office.complete()
        signed = office.lodged(signer_ids=[world.cabinet.organisations["G15"]])
        passed = office.checking()
        services.pass_check(db, actor=office.actor("secretary"), submission=passed, at=T0)
        document = add_document(
            db, actor=office.actor(LEAD), prepared=prepared(world.store), title="Tờ trình",
            access_level=AccessLevel.CABINET, at=T0,
            organisation_id=world.cabinet.organisations["G12"],
        )  # fmt: skip
        world.ids |= {
            "draft": draft.id,
            "complete": complete.id,
            "gaps": office.drafted().id,
            "lodged": office.lodged().id,
            "signed": signed.id,
            "checking": office.checking().id,
            "passed": passed.id,
            "returned": office.returned().id,
            "accepted": office.accepted().id,
            "withdrawn": office.withdrawn().id,
            "paper": draft.papers[0].document_id,
            "laid": complete.papers[1].document_id,
            "document": document.id,
            "g12": world.cabinet.organisations["G12"],
        }


def lead(done: int) -> dict[str, int]:
    """The lead alone knows of it, and may."""
    return {LEAD: done}


def of_lodged(done: int, *logins: str) -> dict[str, int]:
    """Only `logins` may; the others who see it are refused."""
    return each(SEE, 403) | each(logins, done)


WHY = {"reason": "A"}
P, A = "/submissions", "/api/v1/submissions"
ROLE = PaperRole.OTHER.value
FILE = {"file": (pdf(), "to-trinh.pdf")}

ROWS = [
    Row("submissions.list_submissions", "GET", P, each(LOGINS, 200)),
    Row("submissions.create_submission", "POST", P, each((LEAD, SIGNER), 302), 403),
    Row("submissions.show_submission", "GET", P + "/{draft}", lead(200), state="draft"),
    Row("submissions.show_submission", "GET", P + "/{lodged}", each(SEE, 200), state="lodged"),
    Row("submissions.show_submission", "GET", P + "/{signed}", each((*SEE, SIGNER), 200),
        state="signed by another too"),
    Row("submissions.show_submission", "GET", P + "/{returned}", each(SEE, 200), state="returned"),
    Row("submissions.show_submission", "GET", P + "/{accepted}", each(SEE, 200), state="accepted"),
    Row("submissions.show_submission", "GET", P + "/{withdrawn}", each(SEE, 200),
        state="withdrawn"),
    Row("submissions.change_submission", "POST", P + "/{draft}", lead(302),
        data={"subject": "A"}, state="draft"),
    Row("submissions.change_submission", "POST", P + "/{lodged}", of_lodged(409, LEAD),
        data={"subject": "A"}, state="lodged"),
    Row("submissions.change_submission", "POST", P + "/{returned}", of_lodged(302, LEAD),
        data={"subject": "A"}, state="returned"),
    Row("submissions.lodge", "POST", P + "/{complete}/lodging", lead(302), state="complete"),
    Row("submissions.lodge", "POST", P + "/{gaps}/lodging", lead(422), state="with gaps"),
    Row("submissions.lodge", "POST", P + "/{returned}/lodging", of_lodged(302, LEAD),
        state="returned"),
    Row("submissions.lodge", "POST", P + "/{lodged}/lodging", of_lodged(409, LEAD),
        state="lodged"),
    Row("submissions.take_up", "POST", P + "/{lodged}/taking-up", of_lodged(302, *DESK)),
    Row("submissions.take_up", "POST", P + "/{checking}/taking-up", of_lodged(409, *DESK),
        state="checking"),
    Row("submissions.pass_check", "POST", P + "/{checking}/check", of_lodged(302, *DESK)),
    Row("submissions.pass_check", "POST", P + "/{passed}/check", of_lodged(409, *DESK),
        state="passed"),
    Row("submissions.return_submission", "POST", P + "/{checking}/return",
        of_lodged(302, *DESK), data=WHY),
    Row("submissions.return_submission", "POST", P + "/{checking}/return",
        of_lodged(422, *DESK), data={}, state="without a word"),
    Row("submissions.return_submission", "POST", P + "/{accepted}/return",
        of_lodged(302, "head"), data=WHY, state="accepted"),
    Row("submissions.accept", "POST", P + "/{passed}/acceptance", of_lodged(302, "head")),
    Row("submissions.accept", "POST", P + "/{lodged}/acceptance", of_lodged(409, "head"),
        state="lodged"),
    Row("submissions.withdraw", "POST", P + "/{draft}/withdrawal", lead(302), state="draft"),
    Row("submissions.withdraw", "POST", P + "/{accepted}/withdrawal", of_lodged(302, LEAD),
        data=WHY, state="accepted"),
    Row("submissions.withdraw", "POST", P + "/{withdrawn}/withdrawal", of_lodged(409, LEAD),
        data=WHY, state="withdrawn"),
    Row("submissions.withdraw", "POST", P + "/{signed}/withdrawal",
        of_lodged(302, LEAD) | {SIGNER: 403}, data=WHY, state="signed by another too"),
    Row("submission_papers.add_paper", "POST", P + "/{draft}/papers", lead(201), files=FILE),
    Row("submission_papers.add_paper", "POST", P + "/{lodged}/papers", of_lodged(409, LEAD),
        files=FILE, state="lodged"),
    Row("submission_papers.choose_paper", "POST", P + "/{draft}/papers/choice", lead(302),
        data={"document_id": "{document}", "role": ROLE}),
    Row("submission_papers.change_role", "POST", P + "/{draft}/papers/{paper}/role", lead(302),
        data={"role": ROLE}),
    Row("submission_papers.move_paper", "POST", P + "/{draft}/papers/{paper}/move", lead(302),
        data={"direction": "up"}),
    Row("submission_papers.remove_paper", "POST", P + "/{draft}/papers/{paper}/removal",
        lead(302)),
    Row("submissions_api.list_submissions", "GET", A, each(LOGINS, 200)),
    Row("submissions_api.create_submission", "POST", A, each((LEAD, SIGNER), 201), 403, json={}),
    Row("submissions_api.show_submission", "GET", A + "/{draft}", lead(200), state="draft"),
    Row("submissions_api.show_submission", "GET", A + "/{lodged}", each(SEE, 200),
        state="lodged"),
    Row("submissions_api.change_submission", "PATCH", A + "/{draft}", lead(200),
        json={"subject": "A"}),
    Row("submissions_api.change_submission", "PATCH", A + "/{checking}", of_lodged(409, LEAD),
        json={"subject": "A"}, state="checking"),
    Row("submissions_api.attach_paper", "POST", A + "/{draft}/papers", lead(201),
        json={"document_id": "{document}", "role": ROLE}),
    Row("submissions_api.move_paper", "POST", A + "/{draft}/papers/{paper}/move", lead(200),
        json={"direction": "down"}),
    Row("submissions_api.order_papers", "POST", A + "/{draft}/papers/order", lead(200),
        json={"documents": ["{paper}"]}),
    Row("submissions_api.detach_paper", "DELETE", A + "/{complete}/papers/{laid}", lead(204)),
    Row("submissions_api.lodge", "POST", A + "/{complete}/lodging", lead(200)),
    Row("submissions_api.take_up", "POST", A + "/{lodged}/taking-up", of_lodged(200, *DESK)),
    Row("submissions_api.pass_check", "POST", A + "/{checking}/check", of_lodged(200, *DESK)),
    Row("submissions_api.return_submission", "POST", A + "/{checking}/return",
        of_lodged(200, *DESK), json=WHY),
    Row("submissions_api.accept", "POST", A + "/{passed}/acceptance", of_lodged(200, "head")),
    Row("submissions_api.withdraw", "POST", A + "/{lodged}/withdrawal", of_lodged(200, LEAD),
        json=WHY),
]  # fmt: skip

SOCKET_ROWS = [
    SocketRow("join", {"room": "submissions:desk"}, dict.fromkeys(SECRETARIAT, "ok")),
    SocketRow("join", {"room": "submission:{draft}"}, {LEAD: "ok"}),
    SocketRow("join", {"room": "submission:{lodged}"}, dict.fromkeys(SEE, "ok")),
    SocketRow("join", {"room": "submission:{signed}"}, dict.fromkeys((*SEE, SIGNER), "ok")),
]
