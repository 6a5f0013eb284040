"""What the server does not take is on the tablet alone: it is looked at, saved, sent again or
dropped there."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image
from playwright.sync_api import expect

from tests.browser.offline.kept import Tablet, World

REFUSED = """async () => {
  const { SealedShelf } = await import("documents/offline/shelf");
  const { person } = await import("documents/offline/tablet");
  const shelf = new SealedShelf(person);
  const put = (act) => shelf.put({
    ...act, mark: act.key, at: Date.now(), tries: 1, state: "refused", version: 1,
    title: "Tờ trình tiền lương", reason: "The delegation has ended.",
    url: "/api/v1/versions/999999/annotations", itemUrl: "/api/v1/annotations",
  });
  for (const [n, y] of [600, 580, 560].entries()) {
    const geometry = { points: [[100, y, 0.5], [160, y - 15, 0.8], [220, y, 0.5]] };
    const look = { kind: "ink", page: 2, color: "#1f4fd8", width: 2, body: "", quote: "" };
    await put({ key: `stroke-${n}`, kind: "create", id: null, body: { ...look, geometry } });
  }
  await put({ key: "removal", kind: "remove", id: 999999, body: null });
}"""


def test_what_was_drawn_and_is_refused_is_saved_as_a_picture_or_dropped_as_one(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.goto("/kept")
    one.page.evaluate(REFUSED)
    rows = one.page.locator("[data-kept-words-list] .ec-row")
    expect(rows).to_have_count(2)
    drawn = rows.filter(has_text="strokes: 3")
    expect(drawn).to_contain_text("Page 2")
    expect(drawn).to_contain_text("The delegation has ended.")
    expect(rows.get_by_role("button", name="Copy the words")).to_have_count(0)

    with one.page.expect_download() as saving:
        drawn.get_by_role("button", name="Save as a picture").click()
    assert saving.value.suggested_filename == "Tờ trình tiền lương, Page 2.png"
    with Image.open(saving.value.path()) as picture:
        assert picture.width > 3 * 120 and picture.height > 3 * 55
        colors = {color for _, color in picture.convert("RGB").getcolors(1 << 24) or ()}
        assert {(255, 255, 255), (0x1F, 0x4F, 0xD8)} <= colors

    dialog = one.page.locator("#ec-confirm")
    drawn.get_by_role("button", name="Remove").click()
    expect(dialog).to_contain_text("It is nowhere else")
    dialog.locator("button[value='ok']").click()
    expect(rows).to_have_count(1)
    rows.get_by_role("button", name="Remove").click()
    expect(dialog).to_contain_text("The mark on the server stays as it is")
    dialog.locator("button[value='ok']").click()
    expect(rows).to_have_count(0)
