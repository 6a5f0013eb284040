"""Papers numbered by where they stand, and copies stamped with the number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from documents.naming import queries, rules, services
from documents.naming.models import StampedCopy
from documents.naming.rules import Standing
from documents.naming.stamping import stamp
from ecabinet.db import Database
from ecabinet.errors import Denied, Invalid
from ecabinet.jobs import engine
from ecabinet.jobs.models import Job, JobState
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand, replace

Papers = Callable[..., tuple[int, int]]
DAY = date(2026, 11, 24)


def standing(item: int, paper: int) -> Standing:
    return Standing(DAY, 7, item, paper, "proposal")


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{date}-{item}.{paper}", "24.11.2026-3.2"),
        ("PH{id}/{year}-{month} {item}.{paper}", "PH7/2026-11 3.2"),
        ("Tài liệu {item}-{paper} ({kind})", "Tài liệu 3-2 (proposal)"),
    ],
)
def test_a_pattern_makes_the_number_of_where_a_paper_stands(pattern: str, number: str) -> None:
    checked = rules.check_pattern(f"  {pattern} ", ("item", "paper"))
    assert rules.number_of(checked, standing(3, 2)) == number


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("", "naming-pattern-length"),
        ("{item}.{paper}" + "x" * 60, "naming-pattern-length"),
        ("{item}.{paper}.{nothing}", "naming-pattern-unknown"),
        ("{item}.{paper}.{}", "naming-pattern-unknown"),
        ("{item}.{paper}{", "naming-pattern-sign"),
        ("<b>{item}.{paper}</b>", "naming-pattern-sign"),
        ("{date}-{item}", "naming-pattern-missing"),
    ],
)
def test_a_pattern_that_cannot_be_is_refused_with_its_reason(pattern: str, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.check_pattern(pattern, ("item", "paper"))
    assert refused.value.sentence.key == key


@given(st.text(max_size=80))
def test_no_text_is_a_pattern_that_breaks(pattern: str) -> None:
    try:
        checked = rules.check_pattern(pattern, ())
    except Invalid:
        return
    rules.number_of(checked, standing(1, 1))


@given(st.lists(st.sampled_from(["3.1", "3.2", "3.1a"]), max_size=60))
def test_no_two_papers_ever_get_the_same_number(wanted: list[str]) -> None:
    taken: set[str] = set()
    for number in wanted:
        taken.add(rules.free_number(number, taken))
    assert len(taken) == len(wanted)


def numbered(
    db: Session, cabinet: Cabinet, standings: list[tuple[int, Standing]], occasion: str
) -> dict[int, str]:
    services.number_papers(
        db, actor=cabinet.actor(db, "secretary"), occasion=occasion, standings=standings,
        at=T0 + timedelta(hours=occasion.startswith("ballot")),
    )  # fmt: skip
    return queries.numbers_of(db, [document_id for document_id, _ in standings])


def test_a_paper_keeps_its_number_when_the_agenda_is_put_in_another_order(
    work: Any, cabinet: Cabinet, files: Store
) -> None:
    with work() as db:
        one, two, late = (enter(db, cabinet, files, f"Tờ trình {n}").id for n in (1, 2, 3))
        first = numbered(db, cabinet, [(one, standing(1, 1)), (two, standing(2, 1))], "meeting:7")
        assert first == {one: "24.11.2026-1.1", two: "24.11.2026-2.1"}
        again = [(two, standing(1, 1)), (one, standing(2, 1)), (late, standing(1, 1))]
        assert numbered(db, cabinet, again, "meeting:7") == first | {late: "24.11.2026-1.1a"}
        assert numbered(db, cabinet, [(one, standing(0, 1))], "ballot:7") == {one: "PYK7-1"}


def test_the_secretariat_chooses_the_pattern_and_given_numbers_stay(
    work: Any, cabinet: Cabinet, files: Store
) -> None:
    with work() as db:
        paper = enter(db, cabinet, files).id
        numbered(db, cabinet, [(paper, standing(1, 1))], "meeting:7")
        head = cabinet.actor(db, "head")
        services.change_scheme(db, actor=head, sitting="TL{item}.{paper}", ballot="B{paper}", at=T0)
        assert queries.scheme(db) == ("TL{item}.{paper}", "B{paper}")
        assert numbered(db, cabinet, [(paper, standing(1, 1))], "meeting:7") == {
            paper: "24.11.2026-1.1"
        }
        other = enter(db, cabinet, files, "Dự thảo").id
        assert numbered(db, cabinet, [(other, standing(1, 2))], "meeting:7")[other] == "TL1.2"
        with pytest.raises(Denied):
            minister = cabinet.actor(db, "minister.g12")
            services.change_scheme(db, actor=minister, sitting="{item}{paper}", ballot="{paper}",
                                   at=T0)  # fmt: skip


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_number_stands_at_the_top_right_as_the_page_is_read(
    tmp_path: Path, turned: int
) -> None:
    made = BytesIO()
    canvas = Canvas(made, pagesize=(400, 300))
    for _ in range(2):
        canvas.drawString(100, 150, "A paper")
        canvas.showPage()
    canvas.save()
    source, target = tmp_path / "source.pdf", tmp_path / "target.pdf"
    with pikepdf.open(made) as pdf:
        for page in pdf.pages:
            page.Rotate = turned
        pdf.save(source)
    stamp(source, target, "24.11.2026-3.2")
    before, after = pypdfium2.PdfDocument(source), pypdfium2.PdfDocument(target)
    try:
        words = after[1].get_textpage().get_text_range()
        assert "24.11.2026-3.2 · 2/2" in words and "A paper" in words
        plain, stamped = (document[1].render(scale=1).to_pil() for document in (before, after))
    finally:
        before.close()
        after.close()
    inked = [
        (x, y)
        for y in range(plain.height)
        for x in range(plain.width)
        if plain.getpixel((x, y)) != stamped.getpixel((x, y))
    ]
    xs, ys = [x for x, _ in inked], [y for _, y in inked]
    assert min(xs) > plain.width / 2 and max(xs) <= plain.width - 13
    assert max(ys) < 28 and max(ys) - min(ys) < 14 < max(xs) - min(xs)


def test_readers_get_the_stamped_copy_and_whoever_began_with_the_other_goes_on_with_it(
    app: Flask, cabinet: Cabinet, files: Store, paper_of: Papers, api_of: Callable[[str], Any]
) -> None:
    document_id, version_id = paper_of()
    database: Database = app.extensions["ecabinet.database"]
    call = api_of("pm")
    with database.unit_of_work() as db:
        numbered(db, cabinet, [(document_id, standing(3, 2))], "meeting:7")
        version = db.get_one(DocumentVersion, version_id)
        plain, original = version.reading_sha256, version.sha256
        hand(db, cabinet, version, "pm")
    before = call("GET", f"/versions/{version_id}/file").data
    engine.run_queued(app)
    after = call("GET", f"/versions/{version_id}/file")
    assert b"24.11" not in before and after.data != before
    with pikepdf.open(BytesIO(after.data)) as pdf:
        assert len(pdf.pages) == 3
    assert call("GET", f"/versions/{version_id}/file?copy={plain}").data == before
    assert call("GET", f"/versions/{version_id}/file?copy={'0' * 64}").data == after.data
    with database.reading() as db:
        assert db.get(StampedCopy, (version_id, "24.11.2026-3.2")) is not None
        unchanged = db.get_one(DocumentVersion, version_id)
        assert (unchanged.reading_sha256, unchanged.sha256) == (plain, original)
    engine.run_queued(app)
    assert call("GET", f"/versions/{version_id}/file").data == after.data


def test_a_later_version_is_stamped_when_it_is_released(
    app: Flask, cabinet: Cabinet, files: Store, paper_of: Papers
) -> None:
    document_id, version_id = paper_of()
    database: Database = app.extensions["ecabinet.database"]
    with database.unit_of_work() as db:
        numbered(db, cabinet, [(document_id, standing(3, 2))], "meeting:7")
        version = db.get_one(DocumentVersion, version_id)
        hand(db, cabinet, version, "pm")
        later_id = replace(db, cabinet, files, version.document).id
    engine.run_queued(app)
    with database.reading() as db:
        assert db.get(StampedCopy, (later_id, "24.11.2026-3.2")) is not None


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def test_in_a_second_sitting_the_pages_bear_its_number_and_so_does_the_annotated_copy(
    app: Flask, cabinet: Cabinet, files: Store, paper_of: Papers, api_of: Callable[[str], Any]
) -> None:
    document_id, version_id = paper_of()
    database: Database = app.extensions["ecabinet.database"]
    call = api_of("pm")
    with database.unit_of_work() as db:
        numbered(db, cabinet, [(document_id, standing(3, 2))], "meeting:7")
        hand(db, cabinet, db.get_one(DocumentVersion, version_id), "pm")
    engine.run_queued(app)
    first = call("GET", f"/versions/{version_id}/file").data
    assert "24.11.2026-3.2" in words_of(first)
    with database.reading() as db:
        began = queries.copies_of(db, db.get_one(DocumentVersion, version_id))[0]

    with database.unit_of_work() as db:
        assert numbered(db, cabinet, [(document_id, standing(9, 1))], "ballot:8")
        services.ask_to_stamp(db, [db.get_one(DocumentVersion, version_id)])
    engine.run_queued(app)
    for name in ("file", "annotated.pdf"):
        words = words_of(call("GET", f"/versions/{version_id}/{name}").data)
        assert "PYK7-1" in words and "24.11.2026-3.2" not in words, name
    assert call("GET", f"/versions/{version_id}/file?copy={began}").data == first


def test_a_paper_that_is_stamped_with_its_number_is_not_stamped_again(
    app: Flask, cabinet: Cabinet, files: Store, paper_of: Papers
) -> None:
    document_id, version_id = paper_of()
    database: Database = app.extensions["ecabinet.database"]
    with database.unit_of_work() as db:
        numbered(db, cabinet, [(document_id, standing(3, 2))], "meeting:7")
        hand(db, cabinet, db.get_one(DocumentVersion, version_id), "pm")
    engine.run_queued(app)
    with database.unit_of_work() as db:
        hand(db, cabinet, db.get_one(DocumentVersion, version_id), "minister.g15")
        waiting = select(Job.id).where(Job.kind == services.STAMP, Job.state == JobState.QUEUED)
        assert list(db.scalars(waiting)) == []


def test_the_page_shows_what_a_pattern_makes_and_keeps_what_was_typed(
    client_of: Callable[[str], FlaskClient],
) -> None:
    client = client_of("secretary")
    tried = {"sitting": "TL-{item}.{paper}", "ballot": "P{paper}", "preview": "yes"}
    shown = client.post("/documents/numbering", data=tried)
    assert "TL-12.3" in shown.text
    assert "{date}-{item}.{paper}" in client.get("/documents/numbering").text
    wrong = client.post("/documents/numbering", data={"sitting": "{item} &", "ballot": "P{paper}"})
    assert wrong.status_code == 422
    assert "{item} &amp;" in wrong.text
    saved = client.post("/documents/numbering", data=tried | {"preview": "no"})
    assert saved.status_code == 302
    assert "TL-{item}.{paper}" in client.get("/documents/numbering").text


@pytest.mark.parametrize(
    ("sitting", "ballot", "example"),
    [
        ("TL-{item}.{paper}", "P{foo}", "TL-12.3"),
        ("{item} &", "P{foo}", ""),
        ("{item} &", "P{paper}", "P3"),
    ],
)
def test_a_preview_tells_which_pattern_cannot_be_and_shows_what_the_other_makes(
    client_of: Callable[[str], FlaskClient], sitting: str, ballot: str, example: str
) -> None:
    tried = {"sitting": sitting, "ballot": ballot, "preview": "yes"}
    shown = client_of("secretary").post("/documents/numbering", data=tried)
    assert shown.status_code == 422
    for name, pattern in (("sitting", sitting), ("ballot", ballot)):
        wrong = "foo" in pattern or "&" in pattern
        field = shown.text.split(f'name="{name}"', 1)[1].split(">", 1)[0]
        assert ("aria-invalid" in field) is wrong
    assert example in shown.text
