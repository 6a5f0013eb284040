"""Who gets what of invitations: answers seen, absences consented to, reminders, letters, feeds."""

from __future__ import annotations

from sqlalchemy import select

from meetings.invitations import answering, feeds
from meetings.invitations.letters import services as letters
from meetings.models import Answer, Invitation
from tests.access.matrix import LOGINS, Row, World, each
from tests.meetings.sittings import Secretariat

OFFICERS = ("secretary", "head")
DESK = (*OFFICERS, "clerk")
MINISTERS = ("minister.g12", "minister.g15")


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        desk = Secretariat(db, world.cabinet)
        planned, sent = desk.plan(), desk.sent("E")
        guest = desk.guest(sent, "officer.g15")
        absent = db.execute(
            select(Invitation).where(
                Invitation.meeting_id == sent.id,
                Invitation.person_id == world.cabinet.persons["minister.g12"],
            )
        ).scalar_one()
        answering.answer_invitation(
            db, actor=desk.actor("minister.g12"), meeting=sent, invitation=absent,
            answer=Answer.ABSENT, reason="Ốm",
        )  # fmt: skip
        letters.issue_letter(
            db, actor=desk.actor("secretary"), meeting=sent, requirements=[], language="vi"
        )
        guest_row = db.get_one(Invitation, guest.id)
        guest_row.only_items = True
        world.ids |= {
            "feed": feeds.renew_feed(db, actor=desk.actor("minister.g12")),
            "planned": planned.id, "sent": sent.id, "absent": absent.id, "guest": guest.id,
        }  # fmt: skip


PLANNED, SENT = "/meetings/{planned}", "/meetings/{sent}"
API = "/api/v1"
INVITED = ("pm", *MINISTERS, "officer.g15")

ROWS = [
    Row("invitations.consent_to_absences", "POST", SENT + "/absences/consent",
        each(DESK, 403) | {"pm": 302}, data={"consent": "true", "invitation_ids": "{absent}"}),
    Row("invitations.remind_unanswered", "POST", SENT + "/invitations/reminders",
        each(OFFICERS, 302) | each((*INVITED, "clerk"), 403)),
    Row("invitations.remind_unanswered", "POST", PLANNED + "/invitations/reminders",
        each(OFFICERS, 409) | {"clerk": 403}, state="nothing sent"),
    Row("invitations_api.remind_unanswered", "POST", API + SENT + "/invitations/reminders",
        each(OFFICERS, 200) | each((*INVITED, "clerk"), 403)),
    Row("invitations.switch_reminder", "POST", SENT + "/invitations/automatic-reminder",
        each(OFFICERS, 302) | each((*INVITED, "clerk"), 403), data={"on": "false"}),
    Row("invitations.switch_reminder", "POST", PLANNED + "/invitations/automatic-reminder",
        each(OFFICERS, 409) | {"clerk": 403}, data={"on": "false"}, state="nothing sent"),
    Row("invitations_api.show_forecast", "GET", API + SENT + "/forecast", each((*DESK, "pm"), 200)),
    Row("letters.show_letters", "GET", SENT + "/letters", each(DESK, 200)),
    Row("letters.show_letters", "GET", PLANNED + "/letters", each(DESK, 200)),
    Row("letters.issue_letter", "POST", SENT + "/letters",
        each(OFFICERS, 302) | each((*INVITED, "clerk"), 403), data={"requirements": "X"}),
    Row("letters.download_general", "GET", SENT + "/letter.pdf",
        each((*DESK, "pm", *MINISTERS), 200)),
    Row("letters.download_general", "GET", PLANNED + "/letter.pdf", {}, state="not issued"),
    Row("letters.download_personal", "GET", SENT + "/invitations/{absent}/letter.docx",
        each((*DESK, "minister.g12"), 200)),
    Row("letters.download_personal", "GET", SENT + "/invitations/{guest}/letter.pdf",
        each((*DESK, "officer.g15"), 200), state="of a guest of single items"),
    Row("letters.draw_all", "POST", SENT + "/letters/all.zip", each(DESK, 302)),
    Row("letters.draw_all", "POST", PLANNED + "/letters/all.pdf", {}, state="not issued"),
    Row("letters.download_all", "GET", SENT + "/letters/all.zip", each(DESK, 409),
        state="not drawn"),
    Row("letters_api.show_letter", "GET", API + SENT + "/letter",
        each((*DESK, "pm", *MINISTERS), 200)),
    Row("letters_api.issue_letter", "POST", API + SENT + "/letters",
        each(OFFICERS, 201) | each((*INVITED, "clerk"), 403), json={}),
    Row("letters_api.read_letter", "GET", API + SENT + "/letter/file",
        each((*DESK, "pm", *MINISTERS), 200)),
    Row("letters_api.read_own_letter", "GET", API + SENT + "/invitations/{guest}/letter?kind=docx",
        each((*DESK, "officer.g15"), 200)),
    Row("letters_api.draw_letters_of_all", "POST", API + SENT + "/letters/files",
        each(DESK, 202), json={"kind": "zip"}),
    Row("letters_api.read_letters_of_all", "GET", API + SENT + "/letters/files/pdf",
        each(DESK, 409), state="not drawn"),
    Row("feeds_api.show_feed", "GET", API + "/calendar-feed", each(LOGINS, 200)),
    Row("feeds_api.renew_feed", "POST", API + "/calendar-feed", each(LOGINS, 201)),
    Row("feeds_api.revoke_feed", "DELETE", API + "/calendar-feed", each(LOGINS, 204)),
    Row("invitations_api.show_reminder", "GET", API + SENT + "/invitations/automatic-reminder",
        each((*DESK, "pm"), 200)),
    Row("invitations_api.switch_reminder", "PUT", API + SENT + "/invitations/automatic-reminder",
        each(OFFICERS, 200) | each((*INVITED, "clerk"), 403), json={"on": True}),
    Row("invitations_api.note_answers", "POST", API + SENT + "/invitations/answers",
        each(OFFICERS, 200) | each((*INVITED, "clerk"), 403),
        json={"answers": [{"invitation_id": "{guest}", "answer": "attending"}]}),
    Row("invitations_api.list_substitutes", "GET",
        API + SENT + "/invitations/{absent}/substitutes", each((*DESK, "minister.g12"), 200)),
    Row("feeds.show_feed", "GET", "/account/calendar", each(LOGINS, 200)),
    Row("feeds.renew_feed", "POST", "/account/calendar", each(LOGINS, 200)),
    Row("feeds.revoke_feed", "POST", "/account/calendar/revocation", each(LOGINS, 302)),
    Row("feeds.read_feed", "GET", "/calendar/{feed}.ics", each(LOGINS, 200), 200, public=True),
    Row("feeds.read_feed", "GET", "/calendar/guessed.ics", {}, public=True, state="no such"),
    Row("invitations_api.show_forecast", "GET", API + PLANNED + "/forecast", each(DESK, 200)),
]  # fmt: skip
