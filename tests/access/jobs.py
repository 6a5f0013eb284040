"""Who gets what of background jobs: whoever asked, the secretariat, the administrator."""

from __future__ import annotations

from ecabinet.jobs import services
from tests.access.matrix import LOGINS, SECRETARIAT, Row, World, each

SEES = each(("minister.g12", *SECRETARIAT, "admin"), 200)


def arrange(world: World) -> None:
    asker = world.actor("minister.g12")
    with world.database.unit_of_work() as db:
        waiting = services.enqueue(db, kind="of-the-tests", params={}, actor=asker)
        given_up = services.enqueue(db, kind="of-the-tests", params={}, actor=asker)
        services.cancel(db, asker, given_up)
        world.ids |= {"waiting": waiting.id, "given_up": given_up.id}


ROWS = [
    Row("jobs.list_jobs", "GET", "/jobs", each(LOGINS, 200)),
    Row("jobs.cancel_job", "POST", "/jobs/{waiting}/cancellation", dict.fromkeys(SEES, 302)),
    Row("jobs.retry_job", "POST", "/jobs/{given_up}/retry", dict.fromkeys(SEES, 302)),
    Row("jobs.retry_all", "POST", "/jobs/retries", each((*SECRETARIAT, "admin"), 302)),
    Row("jobs_api.show_job", "GET", "/api/v1/jobs/{waiting}", SEES),
    Row("jobs_api.cancel_job", "POST", "/api/v1/jobs/{waiting}/cancellation", SEES),
    Row("jobs_api.retry_job", "POST", "/api/v1/jobs/{given_up}/retry", SEES),
    Row(
        "jobs_api.retry_job", "POST", "/api/v1/jobs/{waiting}/retry",
        dict.fromkeys(SEES, 409), state="it waits",
    ),
]  # fmt: skip
