"""What a contact brings to a tablet and takes away: one paper or sitting never for another."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import delete, select

from documents import services
from documents.models import AccessLevel, DocumentVersion
from documents.packs.models import PackBase
from ecabinet import clock
from ecabinet.jobs import engine
from meetings.agenda import services as agenda
from meetings.invitations import services as invitations
from meetings.models import Invitation, Meeting
from tests.browser.offline.kept import NOTHING, Tablet, World
from tests.browser.patience import HELD, OVER
from tests.documents.papers import prepared, replace
from tests.live_server import eventually
from tests.meetings.sittings import Secretariat

SPEAK = "() => import('documents/offline/frame').then((frame) => frame.speak(true))"
"""A contact and all that follows from it; answers whether all of it went well."""
SPEAKING = """() => {
  import('documents/offline/frame').then((frame) => frame.speak(true))
    .then((told) => { globalThis.ecTold = told; });
}"""
"""The same, not waited for."""
PATHS = """async () => {
  const vault = globalThis.ecVault;
  return (await vault.all("resources")).map(({ path }) => path);
}"""
AGED = """async (path) => {
  const vault = globalThis.ecVault;
  for (const row of await vault.all("resources")) {
    const kept_at = new Date(Date.now() - 16 * 60 * 1000).toISOString();
    if (row.path === path) await vault.put("resources", { ...row, kept_at });
  }
}"""
"""A page was kept sixteen minutes ago."""
LEFT_BEHIND = """async (path) => {
  const vault = globalThis.ecVault;
  await vault.keepWhole(await vault.currentKey(), path, new ArrayBuffer(8), { type: "text/html" });
}"""


def rows_of(page: Page, words: str = "") -> Any:
    """The list of what is kept, those rows that say `words`."""
    return page.locator("[data-kept-list] .ec-row").filter(has_text=words)


def second_sitting(world: World) -> tuple[int, int]:
    """Another sitting with a paper of its own: its id, and that of the version."""
    with world.server.app.app_context(), world.server.database.unit_of_work() as db:
        office = Secretariat(db, world.cabinet)
        meeting = office.plan(title="Phiên họp thứ hai")
        item = office.add(meeting, "Đường sắt")
        store = world.server.app.extensions["ecabinet.store"]
        document = services.add_document(
            db, actor=office.actor("secretary"), prepared=prepared(store, "Railways"),
            title="Tờ trình đường sắt", access_level=AccessLevel.CABINET, organisation_id=None,
            at=clock.now(),
        )  # fmt: skip
        agenda.attach_document(db, actor=office.actor("secretary"), item=item, document=document)
        for sitting in (db.get_one(Meeting, world.meeting_id), meeting):
            office.guest(sitting, "officer.g15")
        office.approve(meeting)
        office.send(meeting)
        return meeting.id, document.current.id


def test_nothing_of_a_replaced_version_stays_and_a_recall_reaches_it(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    newer = world.replace()
    one.page.goto("/kept")
    for _ in range(3):  # the first brings the newer one, the second takes the older
        assert one.page.evaluate(SPEAK)
    expect(rows_of(one.page, "Tờ trình tiền lương")).to_have_count(1)
    kept = one.page.evaluate(PATHS)
    assert [path for path in kept if f"/versions/{newer}/" in path]
    assert [path for path in kept if f"/versions/{world.version_id}/" in path] == []
    world.recall()
    one.offline(True)
    one.page.goto(world.text)
    expect(one.page.locator("[data-kept-elsewhere]")).to_be_visible()


def test_what_an_older_program_left_behind_goes_at_the_next_contact(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.goto("/kept")
    before = one.page.evaluate(PATHS)
    one.page.evaluate(LEFT_BEHIND, "/documents/versions/999/text")
    assert one.page.evaluate(SPEAK)
    assert sorted(one.page.evaluate(PATHS)) == sorted(before)
    assert one.chunks_of("/versions/999/text") == 0


def test_a_sitting_one_is_no_longer_called_to_goes_and_stops_nothing_else(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    other, version = second_sitting(world)
    one = tablet_of("officer.g15")
    for meeting in (world.meeting_id, other):
        one.page.goto(f"/meetings/{meeting}")
        one.page.get_by_role("button", name="Keep on this tablet").click()
        expect(one.page.locator("ec-keep .keep-state--good")).to_be_visible()
    one.page.goto("/kept")
    expect(rows_of(one.page, "Complete")).to_have_count(4)
    with world.server.app.app_context(), world.server.database.unit_of_work() as db:
        secretary = world.cabinet.actor(db, "secretary")
        person = world.cabinet.persons["officer.g15"]
        sitting = db.get_one(Meeting, world.meeting_id)
        mine = Invitation.meeting_id == sitting.id, Invitation.person_id == person
        invitation = db.scalars(select(Invitation).where(*mine)).one()
        invitations.remove_guest(db, actor=secretary, meeting=sitting, invitation=invitation)
    with world.server.app.app_context(), world.server.database.unit_of_work() as db:
        paper = db.get_one(DocumentVersion, version).document
        store = world.server.app.extensions["ecabinet.store"]
        newer = replace(db, world.cabinet, store, paper, "Newer-railways").id
    one.page.evaluate(AGED, f"/meetings/{world.meeting_id}")
    one.is_offline = True  # that the sitting is not to be seen stands in the console
    assert one.page.evaluate(SPEAK)
    kept = one.page.evaluate(PATHS)
    assert f"/meetings/{world.meeting_id}" not in kept
    assert f"/meetings/{other}" in kept
    assert f"/documents/versions/{newer}/read" in kept
    expect(rows_of(one.page, "Cải cách")).to_have_count(0)


def test_one_thing_the_server_cannot_give_keeps_nothing_else_away(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.goto("/kept")
    newer = world.replace()
    one.page.evaluate(AGED, f"/meetings/{world.meeting_id}")
    one.page.route(
        f"**/meetings/{world.meeting_id}", lambda route: route.fulfill(status=500, body="")
    )
    assert not one.page.evaluate(SPEAK)
    assert f"/documents/versions/{newer}/read" in one.page.evaluate(PATHS)
    assert all("status of 500" in fault for fault in one.faults)
    one.faults.clear()


def test_what_is_removed_by_hand_does_not_come_back_by_itself(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    first = world.release_pack()
    one.page.goto("/kept")
    one.page.get_by_role("switch").check()
    expect(rows_of(one.page, "Complete")).to_have_count(3)
    paper = rows_of(one.page, "Tờ trình tiền lương")
    pack = one.page.locator(
        "[data-kept-list] .ec-row", has=one.page.locator(f"[href*='/packs/{first}/']")
    )
    for row, left in ((paper, 2), (pack, 1), (rows_of(one.page), 0)):
        row.get_by_role("button", name="Remove").click()
        one.page.locator("#ec-confirm button[value='ok']").click()
        expect(rows_of(one.page)).to_have_count(left)
        if row is paper:
            world.replace()
        elif row is pack:
            world.release_pack()
        assert one.page.evaluate(SPEAK)
        expect(rows_of(one.page)).to_have_count(left)
    # Whoever keeps it by hand has it again, and all of it.
    one.keep_sitting()
    one.page.goto("/kept")
    expect(rows_of(one.page, "Complete")).to_have_count(3)
    assert one.page.evaluate(SPEAK)
    expect(rows_of(one.page, "Complete")).to_have_count(3)


@pytest.mark.parametrize("wait", ["is on its way", "is being bound"])
def test_a_pack_stays_until_the_newer_one_is_here(
    tablet_of: Callable[..., Tablet], world: World, wait: str
) -> None:
    first = world.release_pack()
    one = tablet_of()
    one.keep_sitting()
    second = world.release_pack()
    if wait == "is being bound":
        with world.server.database.unit_of_work() as db:
            db.execute(delete(PackBase).where(PackBase.pack_id == second))  # nobody has asked yet
    one.page.goto("/kept")
    one.is_offline = True
    files = f"**/packs/{second}/file"
    one.page.route(files, lambda route: route.abort("internetdisconnected"))
    one.page.evaluate(SPEAK)
    expect(rows_of(one.page, "A newer pack is out")).to_have_count(1)
    one.offline(True)
    opened = "async (url) => (await (await ecVault.answer(url)).text()).slice(0, 5)"
    assert one.page.evaluate(opened, f"/packs/{first}/file") == "%PDF-"

    one.offline(False)
    one.page.unroute(files)
    assert engine.run_queued(world.server.app) >= (wait == "is being bound")
    assert one.page.evaluate(SPEAK)  # brings the newer one
    expect(rows_of(one.page, "being bound")).to_have_count(0)
    assert one.page.evaluate(SPEAK)  # takes the older
    expect(rows_of(one.page, "A newer pack is out")).to_have_count(0)
    assert one.page.evaluate(opened, f"/packs/{second}/file") == "%PDF-"


def test_a_contact_that_nobody_answers_ends_and_the_next_one_is_heard(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.add_init_script(HELD)
    one.page.goto("/kept")
    assert one.page.evaluate(SPEAK)
    contacts = "**/api/v1/offline/contact"
    one.page.route(contacts, lambda route: None)
    one.page.evaluate(SPEAKING)
    # Signals of answers that came long ago stand in the list as well: it is over when it says so.
    eventually(
        lambda: [one.page.evaluate(OVER), one.page.evaluate("() => 'ecTold' in globalThis")][1]
    )
    assert one.page.evaluate("() => globalThis.ecTold") is False
    one.page.unroute(contacts)
    assert one.page.evaluate(SPEAK)


def test_a_kept_paper_opens_with_its_marks_while_the_server_is_away_or_says_nothing(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.read(world.reader)
    one.write()
    eventually(lambda: len(world.marks()) == 1)
    one.page.goto("/kept")
    assert one.page.evaluate(SPEAK)
    beside = re.compile(f"/versions/{world.version_id}/(annotations|carried)")
    world.line.away = beside
    one.read(world.reader)
    expect(one.ink()).to_have_count(1)
    assert all("status of 502" in fault for fault in one.faults)
    one.faults.clear()
    world.line.away, world.line.silent = NOTHING, beside
    one.is_offline = True
    one.page.reload()
    expect(one.page.locator("ec-reader[data-ready]")).to_be_attached(timeout=30_000)
    expect(one.ink()).to_have_count(1)


def test_what_the_server_works_at_for_long_comes_of_a_kept_paper_as_well(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.read(world.reader)
    api = f"/api/v1/versions/{world.version_id}"
    world.line.slow = re.compile(r"annotated\.pdf$")
    world.line.silent = re.compile("/annotations$")
    # The marks come from here when the worker has waited long enough: longer for the export.
    one.page.evaluate(
        """async (api) => {
          globalThis.ecTaken = fetch(`${api}/annotated.pdf?marks=mine`)
            .then(async (answer) => (await answer.text()).slice(0, 5), String);
          await fetch(`${api}/annotations`);
        }""",
        api,
    )
    world.line.goes_on.set()
    assert one.page.evaluate("() => globalThis.ecTaken") == "%PDF-"


def test_while_the_server_is_away_nothing_more_is_asked_of_it(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.goto("/kept")
    newer = world.replace()
    one.page.evaluate(AGED, f"/meetings/{world.meeting_id}")
    one.page.route(
        f"**/meetings/{world.meeting_id}", lambda route: route.fulfill(status=503, body="")
    )
    assert not one.page.evaluate(SPEAK)
    assert f"/documents/versions/{newer}/read" not in one.page.evaluate(PATHS)
    assert all("status of 503" in fault for fault in one.faults)
    one.faults.clear()


def test_a_paper_removed_by_hand_while_its_stamped_copy_is_asked_for_stays_removed(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.goto("/kept")
    world.stamp()
    asked = f"**/api/v1/offline/versions/{world.version_id}"
    held: list[Any] = []
    one.page.route(asked, lambda route: held.append(route))
    with one.page.expect_request(asked):
        one.page.evaluate(SPEAKING)
    remove = "(id) => import('documents/offline/keeper').then((keeper) => keeper.remove(id))"
    one.page.evaluate(remove, f"version:{world.version_id}")
    held[0].continue_()
    eventually(lambda: one.page.evaluate("() => 'ecTold' in globalThis"))
    expect(rows_of(one.page, "Tờ trình tiền lương")).to_have_count(0)
    assert one.chunks_of("/file") == 0


PUT_OFF = """async () => {
  const { changeItem, dropBytes, items } = await import("documents/offline/tablet");
  const row = (await items()).find(({ kind }) => kind === "paper");
  await dropBytes(row);
  await changeItem(row.id, { state: "failed", failed: "many", is_named: false, bytes: 0 });
}"""
"""A paper was beyond what one contact can name."""


def test_what_was_put_off_is_fetched_as_soon_as_it_can_be_named_again_and_only_then_on_record(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.goto("/kept")
    expect(rows_of(one.page, "Complete")).to_have_count(2)
    one.page.evaluate(PUT_OFF)
    file = f"versions/{world.version_id}/file"
    assert [path for path in one.page.evaluate(PATHS) if file in path] == []

    assert one.page.evaluate(SPEAK)

    assert world.copies() != [], "the server was told that the paper lies here"
    expect(rows_of(one.page, "Complete")).to_have_count(2)
    assert len([path for path in one.page.evaluate(PATHS) if file in path]) == 1
