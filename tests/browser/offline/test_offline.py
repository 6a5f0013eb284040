"""Papers on a tablet without a network: kept, read, written on, taken back, signed out of."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect
from sqlalchemy import delete

from documents.models import DocumentVersion, ReadingReceipt
from documents.packs.models import PackBase
from ecabinet.jobs import engine
from tests.browser.offline.kept import SECRET, Tablet, World
from tests.browser.reader_tablet import AXE, TAGS
from tests.live_server import eventually

HEARD = 'async () => (await globalThis.ecVault.get("state", "heard")) !== undefined'
LATE = """async () => {
  // What a fetch under way does with the key it had when it began.
  const holder = await globalThis.ecVault.currentKey();
  globalThis.late = () => globalThis.ecVault.putChunk(holder, "/late", 0, new ArrayBuffer(8))
    .then(() => "kept", (error) => error.name);
}"""

WIDTHS = "(pictures) => pictures.map((one) => one.naturalWidth)"


def words(markup: str) -> str:
    """What a page says, and in which elements, whatever way led to it, without spaces."""
    markup = re.sub(r' (data-drawn|href)="[^"]*"|<input type="hidden"[^>]*>', "", markup)
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", markup).strip()


WEIGHT = """async (part) => {
  const vault = globalThis.ecVault;
  const rows = await vault.all("resources");
  const sizes = rows.filter(({ path }) => path.includes(part)).map(({ size }) => size);
  const paper = (await vault.all("items")).find(({ kind }) => kind === "paper");
  return [sizes.reduce((sum, one) => sum + one, 0), paper.bytes];
}"""
"""[bytes of all that is kept of a paper, bytes that the list of what is kept says]"""


DAMAGE = """async (path) => {
  const vault = globalThis.ecVault;
  const [account] = (await vault.all("resources")).map((row) => row.account);
  const iv = new Uint8Array(12);
  await vault.change("chunks", [account, path, 0], (sealed) => ({ ...sealed, iv }));
}"""


AS_KEPT_BEFORE = """async (owner) => {
  const vault = globalThis.ecVault;
  for (const row of await vault.all("items")) {
    if (row.kind === "paper") {
      const { folders, ...before } = row;
      before.paths = row.paths.slice(0, 3);
      if (owner === "self") before.owners = ["self"];
      for (const path of row.paths.slice(3)) await vault.dropResource(row.account, path);
      for (const folder of folders) await vault.dropFolder(row.account, folder);
      await vault.put("items", before);
    } else if (owner === "self") await vault.drop("items", [row.account, row.id]);
  }
}"""
"""What is kept becomes what a tablet kept before there were texts and pictures."""


def test_a_kept_sitting_is_read_and_written_on_without_a_network_and_arrives_once(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    assert world.copies() == ["Trần Thị Bình"]
    assert not world.has_receipt("minister.g12")

    one.offline(True)
    one.page.reload()
    expect(one.page.locator(".keep-from-here")).to_be_visible()
    one.page.get_by_role("link", name="Tờ trình tiền lương").click()
    one.read()
    one.page.locator("[data-act='page-next']").click()
    expect(one.page.locator("[data-page-number='2'] .textLayer")).to_contain_text("page 2")
    one.write()
    expect(one.ink()).to_have_count(1)
    expect(one.page.locator("[data-part='unsent']")).to_be_visible()
    one.page.close()

    one.open_page()
    one.read(world.reader)
    expect(one.ink()).to_have_count(1)
    expect(one.page.locator("[data-part='unsent']")).to_contain_text("1")
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-list] .ec-row")).to_have_count(2)
    expect(one.page.locator("[data-kept-unsent]")).to_have_text("Not yet sent: 1")
    assert world.marks() == []

    one.offline(False)
    eventually(lambda: len(world.marks()) == 1)
    expect(one.page.locator("[data-kept-unsent]")).to_have_text("Everything is sent")
    eventually(lambda: world.has_receipt("minister.g12"))
    other = tablet_of()
    other.read(world.reader)
    expect(other.ink()).to_have_count(1)
    one.read(world.reader)
    expect(one.ink()).to_have_count(1)
    assert len(world.marks()) == 1


def test_the_text_view_is_read_page_by_page_without_a_network(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.page.goto(world.text + "?page=1")
    online = one.page.locator(".reading").inner_html()
    one.keep_sitting()
    with world.server.database.unit_of_work() as db:
        db.execute(delete(ReadingReceipt))
    one.offline(True)

    one.read(world.reader)
    one.page.locator("[data-part='surface']").focus()
    one.page.keyboard.press("w")
    body = one.page.locator(".reading[data-drawn] [data-reading-body]")
    expect(one.page.locator(".keep-from-here")).to_be_visible()
    expect(body.locator("h3")).to_have_text("CHAPTER I")
    expect(body.locator("ul li")).to_have_count(2)
    assert words(one.page.locator(".reading").inner_html()) == words(online)
    assert one.page.locator(".ec-prose").get_attribute("lang") == "en"

    one.page.get_by_role("link", name="Next page").first.click()
    expect(body).to_have_text("Page two holds one paragraph.")
    expect(one.page.get_by_role("heading", name="Page 2", exact=True)).to_be_visible()
    expect(one.page).to_have_title(re.compile("^Page 2: Tờ trình tiền lương · "))
    expect(one.page.locator("main")).to_contain_text("page 2 of 3")
    expect(one.page.get_by_role("link", name="Previous page")).to_have_count(2)
    one.page.get_by_label("Go to page").fill("3")
    one.page.get_by_role("button", name="Open").click()
    expect(body).to_contain_text("This page holds no text")
    expect(one.page.get_by_role("link", name="Next page")).to_have_count(0)
    one.page.go_back()
    expect(body).to_have_text("Page two holds one paragraph.")
    one.page.get_by_role("link", name="See the page").click()
    one.read()
    expect(one.page.locator("[data-part='page']")).to_have_value("2")
    assert not world.has_receipt("minister.g12")
    one.offline(False)
    eventually(lambda: world.has_receipt("minister.g12"))


def test_a_kept_paper_that_is_a_scan_says_so_without_a_network(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    with world.server.database.unit_of_work() as db:
        db.get_one(DocumentVersion, world.version_id).text_sha256 = None
    one = tablet_of()
    one.keep_sitting()
    one.offline(True)
    one.page.goto(world.text + "?page=2")
    expect(one.page.locator("[data-reading-body]")).to_contain_text("This paper holds no text")
    expect(one.page.get_by_role("heading", name="Page 2", exact=True)).to_be_visible()


def test_small_pictures_of_pages_are_shown_without_a_network(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    assert one.chunks_of("/picture?width=240") == 3
    kept, counted = one.page.evaluate(WEIGHT, f"/versions/{world.version_id}/")
    assert counted == kept > world.size
    one.offline(True)
    one.read(world.reader)
    one.page.keyboard.press("b")
    pictures = one.page.locator(".reader-thumb-picture img")
    expect(pictures).to_have_count(3)
    eventually(lambda: pictures.evaluate_all(WIDTHS) == [240, 240, 240])
    # One that was not kept, or is gone, is drawn by the reader: nothing broken either way.
    one.page.evaluate(
        "async (path) => ecVault.dropFolder(Number(document.querySelector"
        "('meta[name=ec-account]').content), path)",
        f"/documents/versions/{world.version_id}/pages/2/",
    )
    one.page.reload()
    one.read()
    expect(one.page.locator(".reader-thumb-picture canvas")).to_have_count(1)
    eventually(lambda: pictures.evaluate_all(WIDTHS) == [240, 240])


def test_a_text_that_cannot_be_opened_says_so_and_comes_again(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    path = f"/api/v1/offline/versions/{world.version_id}/text"
    one.page.evaluate(DAMAGE, path)
    one.offline(True)
    one.page.goto(world.text)
    body = one.page.locator("[data-reading-body]")
    expect(body).to_contain_text("could not be opened on this tablet")
    one.offline(False)
    one.page.goto("/kept")
    one.page.get_by_role("button", name="Check now").click()
    eventually(lambda: one.chunks_of(path) == 1)
    one.offline(True)
    one.page.goto(world.text + "?page=2")
    expect(body).to_have_text("Page two holds one paragraph.")


@pytest.mark.parametrize("owner", ["its sitting", "self"])
def test_a_paper_kept_by_an_older_program_gets_its_text_and_pictures_at_the_next_contact(
    tablet_of: Callable[..., Tablet], world: World, owner: str
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.evaluate(AS_KEPT_BEFORE, owner)
    assert (one.chunks_of("/text"), one.chunks_of("/picture?width=240")) == (0, 0)
    one.page.goto("/kept")
    one.page.get_by_role("button", name="Check now").click()
    eventually(lambda: one.chunks_of("/picture?width=240") == 3)
    assert not world.has_receipt("minister.g12")
    one.offline(True)
    one.page.goto(world.text + "?page=2")
    expect(one.page.locator("[data-reading-body]")).to_have_text("Page two holds one paragraph.")


def test_a_recalled_paper_vanishes_at_the_next_contact_from_the_screen_and_from_the_disk(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.offline(True)
    one.read(world.reader)
    world.recall()
    assert world.copies() == ["Trần Thị Bình"]

    one.offline(False)
    expect(one.page.locator("[data-part='recalled']")).to_be_visible()
    eventually(lambda: world.copies() == [])
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-list] .ec-row")).to_have_count(1)
    for end in ("/file", "/text", "/picture?width=240"):
        assert one.chunks_of(end) == 0, end
    one.offline(True)
    for address in (world.reader, world.text):
        one.page.goto(address)
        expect(one.page.locator("[data-kept-elsewhere]")).to_be_visible()


KEEP_ONE = """async (id) => {
  const { keepPaper } = await import("documents/offline/keeper");
  await keepPaper(id);
}"""


@pytest.mark.parametrize("owner", ["its sitting", "self"])
def test_a_kept_version_stays_until_the_newer_one_is_here_as_a_whole(
    tablet_of: Callable[..., Tablet], world: World, owner: str
) -> None:
    one = tablet_of()
    if owner == "self":
        one.page.goto("/kept")
        one.page.evaluate(KEEP_ONE, world.version_id)
    else:
        one.keep_sitting()
    newer = world.replace()
    # The network goes while the file of the newer one is on its way.
    one.is_offline = True
    files = f"**/documents/versions/{newer}/file*"
    one.page.goto("/kept")
    one.page.route(files, lambda route: route.abort("internetdisconnected"))
    one.page.get_by_role("button", name="Check now").click()
    papers = one.page.locator("[data-kept-list] .ec-row").filter(has_text="Tờ trình tiền lương")
    if owner == "self":
        one.page.get_by_role("button", name="Keep the newer").click()
    expect(papers).to_have_count(2)
    expect(papers.filter(has_text="Being fetched")).to_have_count(1)
    one.offline(True)
    one.read(world.reader)
    one.offline(False)

    one.page.unroute(files)
    one.page.goto("/kept")
    for _ in range(2):  # the first brings the newer one, at the latest the second takes the older
        one.page.get_by_role("button", name="Check now").click()
        expect(papers.filter(has_text="Being fetched")).to_have_count(0)
    expect(papers).to_have_count(1)
    one.offline(True)
    one.read(f"/documents/versions/{newer}/read")
    expect(one.page.locator(".textLayer").first).to_contain_text("Newer-figures")


def test_what_could_not_be_checked_says_so(tablet_of: Callable[..., Tablet], world: World) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.goto("/kept")
    one.offline(True)
    one.page.get_by_role("button", name="Check now").click()
    expect(one.page.locator(".ec-toast--stop")).to_contain_text("not reached")


def test_a_paper_stamped_since_it_was_kept_is_shown_stamped_and_comes_anew(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    world.stamp()
    one.read(world.reader)
    expect(one.page.locator(".textLayer").first).to_contain_text("Paper-1.1-stamped")
    # Not fetched yet: without a network the one from before is better than none.
    one.page.route("**/file*", lambda route: route.abort("internetdisconnected"))
    one.offline(True)
    one.read(world.reader)
    expect(one.page.locator(".textLayer").first).to_contain_text(SECRET)
    one.page.unroute("**/file*")
    one.offline(False)
    one.page.goto("/kept")
    one.page.get_by_role("button", name="Check now").click()
    eventually(lambda: one.chunks_of("/file") == 1)
    one.offline(True)
    one.read(world.reader)
    expect(one.page.locator(".textLayer").first).to_contain_text("Paper-1.1-stamped")


def test_a_pack_that_is_being_bound_for_its_reader_comes_by_itself(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    world.release_pack()
    with world.server.database.unit_of_work() as db:
        db.execute(delete(PackBase))  # nobody with these rights has asked before
    one.page.goto(f"/meetings/{world.meeting_id}")
    one.page.get_by_role("button", name="Keep on this tablet").click()
    expect(one.page.locator("ec-keep progress")).to_be_visible()
    kept = one.context.new_page()
    kept.goto("/kept")
    rows = kept.locator("[data-kept-list] .ec-row")
    expect(rows.filter(has_text="being bound")).to_have_count(1)
    expect(rows).to_have_count(2)
    assert engine.run_queued(world.server.app) >= 1
    expect(rows).to_have_count(3, timeout=25_000)
    expect(rows.filter(has_text="Complete")).to_have_count(3)
    expect(one.page.locator("ec-keep .keep-state--good")).to_be_visible()


def test_a_pack_that_the_tablet_fetched_by_itself_waits_at_home_until_it_is_opened_there(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    pack_id = world.release_pack()
    one.keep_sitting()
    waiting = one.page.get_by_text("Pack 1 was released")
    one.page.goto("/")
    expect(waiting).to_be_visible()

    one.offline(True)
    with one.page.expect_download():
        one.page.evaluate("(url) => { location.assign(url); }", f"/packs/{pack_id}/file")
    one.offline(False)
    one.page.goto("/kept")
    one.page.get_by_role("button", name="Check now").click()
    eventually(lambda: world.opened_packs() == ["Trần Thị Bình"])
    one.page.goto("/")
    expect(waiting).to_have_count(0)


def test_the_switch_of_the_coming_sitting_is_the_accounts_and_outlasts_signing_out(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.page.goto("/kept")
    one.page.get_by_role("switch").check()
    rows = one.page.locator("[data-kept-list] .ec-row").filter(has_text="Complete")
    expect(rows).to_have_count(2)
    one.is_offline = True  # a page that is being left may still ask for something
    one.page.locator("[data-ec-menu] summary").click()
    one.page.get_by_role("button", name="Sign out").click()
    one.page.wait_for_url("**/sign-in")
    assert one.chunks_of("") == 0
    for login, is_on in (("minister.g15", False), ("minister.g12", True)):
        one.sign_in(login)
        one.page.goto("/kept")
        expect(one.page.locator("[data-kept][data-ready]")).to_be_attached()
        expect(one.page.get_by_role("switch")).to_be_checked(checked=is_on)
    expect(rows).to_have_count(2)


def test_what_comes_in_while_somebody_signs_out_is_not_kept(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.evaluate(LATE)
    assert one.page.evaluate("() => late()") == "kept"
    one.page.evaluate(
        "() => import('documents/offline/tablet').then((tablet) => tablet.forgetAll())"
    )
    assert one.page.evaluate("() => late()") == "AbortError"
    assert one.chunks_of("") == 0


def test_what_was_written_on_a_paper_recalled_meanwhile_arrives_for_its_author(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.offline(True)
    one.read(world.reader)
    one.write_note("Words-on-a-recalled-paper")
    one.write()
    expect(one.page.locator("[data-part='unsent']")).to_contain_text("2")
    # The third is still being typed when the paper goes from the screen.
    one.page.keyboard.press("n")
    one.page.keyboard.type("Not-finished-yet")
    world.recall()
    one.offline(False)
    expect(one.page.locator("[data-part='recalled']")).to_be_visible()
    eventually(
        lambda: (
            world.marks()
            == [("ink", ""), ("note", "Not-finished-yet"), ("note", "Words-on-a-recalled-paper")]
        )
    )
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-unsent]")).to_have_text("Everything is sent")


def test_what_the_server_refuses_is_shown_with_its_words_and_not_lost_by_signing_out(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.read(world.reader)
    one.write_note("First words")
    expect(one.page.locator(".reader-mark-note[data-sync='saved']")).to_be_attached()
    one.offline(True)
    one.page.keyboard.press(".")
    one.page.keyboard.press("Enter")
    one.page.locator("[data-part='card'] textarea").fill("Words-written-offline")
    one.page.keyboard.press("Control+Enter")
    expect(one.page.locator("[data-part='unsent']")).to_be_visible()
    world.remove_marks("minister.g12")
    one.page.goto("/kept")
    one.offline(False)
    row = one.page.locator("[data-kept-words-list] .ec-row")
    expect(row).to_contain_text("Words-written-offline")
    expect(row).to_contain_text("Tờ trình tiền lương")
    expect(one.page.locator("[data-kept-unsent]")).to_have_text("Not accepted: 1")
    expect(one.page.locator("[data-ec-unsent]")).to_contain_text("Not accepted: 1")
    one.page.evaluate(AXE.read_text("utf-8"))
    faults = "async (tags) => (await axe.run({ runOnly: tags })).violations.map(({ id }) => id)"
    assert one.page.evaluate(faults, TAGS) == []
    heights = "(buttons) => buttons.map((button) => button.offsetHeight)"
    assert min(row.get_by_role("button").evaluate_all(heights)) >= 44
    one.context.grant_permissions(["clipboard-read", "clipboard-write"])
    row.get_by_role("button", name="Copy the words").click()
    assert one.page.evaluate("() => navigator.clipboard.readText()") == "Words-written-offline"
    one.is_offline = True  # the refusal stands in the console once more
    row.get_by_role("button", name="Try again").click()
    expect(row).to_contain_text("did not accept")
    # An open paper sends by itself, but offers nothing again that was refused: this page does.
    paper = one.context.new_page()
    paper.goto(world.reader)
    expect(paper.locator("ec-reader[data-ready]")).to_be_attached()
    with one.page.expect_response(lambda answer: answer.request.method == "PATCH"):
        row.get_by_role("button", name="Try again").click()
    expect(row).to_contain_text("did not accept")
    paper.close()

    one.page.locator("[data-ec-menu] summary").click()
    one.page.get_by_role("button", name="Sign out").click()
    dialog = one.page.locator("#ec-confirm")
    expect(dialog).to_contain_text("Not accepted: 1")
    dialog.locator("button[value='cancel']").click()
    one.page.keyboard.press("Escape")
    row.get_by_role("button", name="Remove").click()
    dialog.locator("button[value='ok']").click()
    expect(row).to_have_count(0)
    expect(one.page.locator("[data-kept-unsent]")).to_have_text("Everything is sent")


def test_after_an_update_of_the_program_what_is_kept_is_made_new_and_the_old_goes(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    before = {path for path in one.stored()["addresses"] if path.startswith("/static/")}
    assets = world.server.app.extensions["ecabinet.assets"]
    assets.version = "0" * 12

    one.page.goto("/kept")
    one.page.get_by_role("button", name="Check now").click()
    one.page.get_by_role("button", name="Reload").click()
    expect(one.page.locator("[data-kept-list] .ec-row").filter(has_text="Complete")).to_have_count(
        2
    )

    def is_renewed() -> bool:
        with suppress(PlaywrightError):  # the page is just being loaded anew
            return not before & set(one.stored()["addresses"])
        return False

    eventually(is_renewed)
    one.offline(True)
    one.read(world.reader)
    assert assets.version in one.page.content()


def test_an_open_page_drops_a_recalled_paper_at_once(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-list] .ec-row")).to_have_count(2)
    expect(one.page.locator("ec-connection[state='connected']")).to_be_attached()
    world.recall()
    expect(one.page.locator("[data-kept-list] .ec-row")).to_have_count(1)
    assert one.chunks_of("/file") == 0
    assert world.copies() == []


def test_what_is_recalled_between_two_pages_is_gone_on_the_next(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-list] .ec-row")).to_have_count(2)
    eventually(lambda: one.page.evaluate(HEARD))
    one.page.goto("about:blank")
    world.recall()
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-list] .ec-row")).to_have_count(1)
    assert world.copies() == []


def test_nothing_lies_on_the_tablet_in_clear_and_signing_out_takes_it_all(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.offline(True)
    one.read(world.reader)
    one.write_note("Words-of-the-minister")
    expect(one.page.locator("[data-part='unsent']")).to_be_visible()
    kept = one.stored()
    assert kept["rows"] > world.size / (256 * 1024)
    for word in ("%PDF", SECRET, "Words-of-the-minister", "<html", "extractable key", "client_id"):
        assert word not in kept["text"].replace('<html lang="en" data-bs-theme="light">', "", 1)
    assert "/offline" in kept["addresses"]
    assert [one for one in kept["addresses"] if "documents/versions" in one] == []

    one.page.goto("/kept")
    one.page.locator("[data-ec-menu] summary").click()
    one.page.get_by_role("button", name="Sign out").click()
    dialog = one.page.locator("#ec-confirm")
    expect(dialog).to_contain_text("Not yet sent: 1")
    dialog.locator("button[value='cancel']").click()
    one.offline(False)
    eventually(lambda: world.marks() == [("note", "Words-of-the-minister")])
    expect(one.page.locator("[data-kept-unsent]")).to_have_text("Everything is sent")
    one.page.keyboard.press("Escape")
    one.page.locator("[data-ec-menu] summary").click()
    one.page.get_by_role("button", name="Sign out").click()
    one.page.wait_for_url("**/sign-in")
    assert world.copies() == []
    assert one.chunks_of("") == 0
    assert one.key() is None


def test_when_the_sign_in_ends_what_is_kept_can_be_opened_by_nobody_else(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    world.server.end_sign_ins("minister.g12")
    one.page.goto("/kept")
    one.page.wait_for_url("**/sign-in**")
    eventually(lambda: one.key() is None)
    assert one.chunks_of("/file") > 0
    one.offline(True)
    one.page.goto(world.reader)
    expect(one.page.locator(".keep-door")).to_be_visible()
    assert SECRET not in one.stored()["text"]

    one.offline(False)
    one.sign_in("minister.g15")
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-none]")).to_be_visible()
    eventually(lambda: one.chunks_of("/file") == 0)
    eventually(lambda: world.copies() == [])


def test_a_sign_in_that_ran_out_gives_the_same_person_everything_back(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.offline(True)
    one.read(world.reader)
    one.write()
    expect(one.page.locator("[data-part='unsent']")).to_be_visible()
    one.context.clear_cookies()
    one.offline(False)
    one.page.goto("/kept")
    one.page.wait_for_url("**/sign-in**")
    eventually(lambda: one.key() is None)
    assert world.marks() == []

    one.sign_in("minister.g12")
    one.page.goto("/kept")
    expect(one.page.get_by_role("link", name="Tờ trình tiền lương")).to_be_visible()
    eventually(lambda: len(world.marks()) == 1)
    one.offline(True)
    one.read(world.reader)


def test_the_coming_sitting_is_kept_by_itself_and_signing_out_works_without_a_network(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.page.goto("/kept")
    # Chromium gives a test no small disk; what the browser says of it is enough to be careful.
    one.page.evaluate(
        """() => {
          navigator.storage.real = navigator.storage.estimate.bind(navigator.storage);
          navigator.storage.estimate = async () => ({ quota: 9e6, usage: 1e6 });
        }"""
    )
    one.page.get_by_role("switch").check()
    expect(one.page.locator("[data-kept-list]")).to_contain_text("not enough room")
    one.page.evaluate("() => { navigator.storage.estimate = navigator.storage.real; }")
    one.page.get_by_role("button", name="Try again").click()
    rows = one.page.locator("[data-kept-list] .ec-row")
    expect(rows.filter(has_text="Complete")).to_have_count(2)
    assert world.copies() == ["Trần Thị Bình"]
    pack_id = world.release_pack()
    one.page.get_by_role("button", name="Check now").click()
    expect(rows.filter(has_text="Complete")).to_have_count(3)

    one.offline(True)
    one.page.reload()
    expect(rows).to_have_count(3)
    assert (
        one.page.evaluate(
            """async (url) => (await (await globalThis.ecVault.answer(url)).text()).slice(0, 5)""",
            f"/packs/{pack_id}/file",
        )
        == "%PDF-"
    )
    one.page.locator("[data-ec-menu] summary").click()
    one.page.get_by_role("button", name="Sign out").click()
    expect(one.page.locator(".keep-door")).to_be_visible()
    one.page.goto("/kept")
    expect(one.page.locator(".keep-door")).to_be_visible()
    one.offline(False)
    one.page.goto("/")
    one.page.wait_for_url("**/sign-in")
    assert world.copies() == []
    assert one.chunks_of("") == 0
