"""Who gets what of notices: each one's own; how they were sent, those who look after it."""

from __future__ import annotations

import tests.ecabinet.notices.kinds_of_tests  # noqa: F401 - registers the kinds
from ecabinet import clock
from ecabinet.notices import services
from ecabinet.notices.models import Channel, Delivery, DeliveryState, Notice, Trouble
from ecabinet.people.models import Person
from ecabinet.sentences import S
from tests.access.matrix import LOGINS, SECRETARIAT, Row, World, each

LOOKS_AFTER = (*SECRETARIAT, "admin")
KEYS = {"p256dh": "A" * 87, "auth": "A" * 22}


def arrange(world: World) -> None:
    person = world.cabinet.persons["minister.g12"]
    with world.database.unit_of_work() as db:
        db.get_one(Person, person).email = "g12@example.test"
        services.notify(
            db, kind="of-the-tests", person_ids=[person], sentence=S("home-title"), url="/",
            key="thing:1",
        )  # fmt: skip
        db.flush()
        notice = db.query(Notice).one()
        mail = db.query(Delivery).filter_by(channel=Channel.EMAIL).one()
        mail.state, mail.trouble, mail.last_error = DeliveryState.FAILED, Trouble.BROKEN, "no"
        mail.failed_at = clock.now()
        page = db.query(Delivery).filter_by(channel=Channel.APP).one()
        world.ids |= {"notice": notice.id, "failed": mail.id, "shown": page.id}


OWN = each("minister.g12", 302)
ROWS = [
    Row("notices.list_notices", "GET", "/notices", each(LOGINS, 200)),
    Row("notices.open_notice", "GET", "/notices/{notice}", OWN),
    Row("notices.mark_read", "POST", "/notices/{notice}/read", OWN),
    Row("notices.mark_unread", "POST", "/notices/{notice}/unread", OWN),
    Row("notices.mark_all_read", "POST", "/notices/read", each(LOGINS, 302)),
    Row("notices.show_preferences", "GET", "/notices/preferences", each(LOGINS, 200)),
    Row("notices.send_trial", "POST", "/notices/trial", each(LOGINS, 302),
        data={"channel": "email"}),
    Row("notices.choose", "POST", "/notices/preferences", each(LOGINS, 302)),
    Row(
        "notices.subscribe", "POST", "/notices/push", each(LOGINS, 422),
        json={"endpoint": "https://elsewhere.example/1", **KEYS}, state="push is off",
    ),
    Row(
        "notices.unsubscribe", "POST", "/notices/push/removal", each(LOGINS, 204),
        json={"endpoint": "https://elsewhere.example/1"},
    ),
    Row("deliveries.list_deliveries", "GET", "/notices/deliveries", each(LOOKS_AFTER, 200)),
    Row("deliveries.show_told", "GET", "/notices/deliveries/of/{notice}", each(LOOKS_AFTER, 200)),
    Row("deliveries.retry", "POST", "/notices/deliveries/{failed}/retry", each(LOOKS_AFTER, 302)),
    Row(
        "deliveries.retry", "POST", "/notices/deliveries/{shown}/retry", each(LOOKS_AFTER, 409),
        state="it did not fail",
    ),
    Row(
        "deliveries.resend", "POST", "/notices/deliveries/{shown}/resend", each(LOOKS_AFTER, 409),
        state="on the page there is no twice",
    ),
    Row("deliveries.show_channels", "GET", "/notices/channels", each("admin", 200)),
    Row(
        "deliveries.set_email", "POST", "/notices/addresses", each("admin", 302),
        data={"login": "pm", "email": "pm@example.test"},
    ),
    Row("deliveries.send_trial", "POST", "/notices/channels/trial", each("admin", 302)),
    Row("notices_api.list_notices", "GET", "/api/v1/notices", each(LOGINS, 200)),
    Row(
        "notices_api.mark_read", "POST", "/api/v1/notices/{notice}/read",
        each("minister.g12", 200),
    ),
    Row("notices_api.mark_all_read", "POST", "/api/v1/notices/read", each(LOGINS, 200)),
]  # fmt: skip
