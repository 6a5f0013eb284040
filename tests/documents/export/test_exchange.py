"""XFDF and Web Annotations: what goes out, what comes in, and whose marks they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from sqlalchemy import select

from documents.export.marks import Mark
from documents.export.xfdf import NAMESPACE, to_xfdf
from documents.export.xfdf_reading import (
    MOST_BYTES,
    MOST_MARKS,
    MOST_POINTS_OF_ALL,
    read_xfdf,
)
from ecabinet.announcements import Announcement
from ecabinet.errors import Invalid
from tests.cabinet import Cabinet
from tests.documents.export.test_annotated_pdf import marks

Ask = Callable[[str], Any]
Papers = Callable[..., tuple[int, int]]
XFDF = "{" + NAMESPACE + "}"


def send(call: Any, version_id: int, content: bytes) -> Any:
    data = {"file": (BytesIO(content), "marks.xfdf")}
    return call("POST", f"/versions/{version_id}/annotations.xfdf", data=data)


def xfdf(body: str, head: str = "") -> bytes:
    return f'{head}<xfdf xmlns="{NAMESPACE}"><annots>{body}</annots></xfdf>'.encode()


def listed(call: Any, version_id: int) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = call("GET", f"/versions/{version_id}/annotations").json["items"]
    return items


def write(call: Any, version_id: int, **changes: Any) -> Any:
    note = {"page": 1, "kind": "note", "geometry": {"at": [10, 20]}, "body": "Ý kiến"}
    return call("POST", f"/versions/{version_id}/annotations", json=note | changes)


def test_every_kind_of_mark_comes_back_from_xfdf_as_it_went() -> None:
    sent = marks()
    back = read_xfdf(to_xfdf(sent, file_name="a.pdf", sha256="0" * 64))
    assert not back.left_out
    for mark, read in zip(sent, back.marks, strict=True):
        assert read.kind.value == mark.kind
        assert (read.client_id, read.page, read.color) == (mark.client_id, 1, mark.color)
        assert (read.body, read.title) == (mark.body, mark.author)
        if mark.kind in ("ink", "marker"):
            flat = [value for point in mark.geometry["points"] for value in point]
            assert [v for p in read.geometry["points"] for v in p] == pytest.approx(flat, abs=0.01)
            assert read.width == mark.width
        else:
            assert read.geometry == mark.geometry


def test_an_xfdf_of_another_program_is_understood() -> None:
    """As Acrobat writes it: rich text, several strokes in one, kinds that are none of ours."""
    found = read_xfdf(
        xfdf("""
        <ink page="0" rect="0,0,9,9" color="#FF0000" width="2.5" title="A">
          <inklist><gesture>1,2;3,4</gesture><gesture>5,6;7,8;9,9</gesture></inklist></ink>
        <text page="1" rect="10,10,30,30" color="#FFFF00" icon="Comment" title="B">
          <contents-richtext><body xmlns="http://www.w3.org/1999/xhtml"><p>Đồng ý</p></body>
          </contents-richtext></text>
        <stamp page="0" rect="0,0,1,1"/><line page="0" rect="0,0,1,1" start="0,0" end="1,1"/>
        <highlight page="0" coords="1,2,3" color="#00FF00"/>
        <text page="minus" rect="0,0,1,1"/>
    """)
    )
    assert [(mark.kind.value, mark.page) for mark in found.marks] == [
        ("ink", 1), ("ink", 1), ("note", 2),
    ]  # fmt: skip
    assert found.marks[2].body == "Đồng ý"
    assert found.marks[0].client_id != found.marks[1].client_id
    assert found.left_out == {"stamp": 1, "line": 1, "highlight": 1, "text": 1}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "export-xfdf-unreadable"),
        (b"%PDF-1.7", "export-xfdf-unreadable"),
        (b"<xfdf/>", "export-xfdf-unreadable"),
        (xfdf("", '<!DOCTYPE xfdf [<!ENTITY a "b">]>'), "export-xfdf-unreadable"),
        (xfdf("&a;"), "export-xfdf-unreadable"),
        (xfdf('<stamp page="0"/>' * (MOST_MARKS + 1)), "export-xfdf-too-many"),
        (b" " * (MOST_BYTES + 1), "export-xfdf-too-large"),
    ],
)
def test_what_is_no_xfdf_is_refused_with_its_reason(content: bytes, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_xfdf(content)
    assert refused.value.sentence.key == key


def test_more_points_than_anybody_writes_are_refused_before_they_are_read() -> None:
    gestures = f"<gesture>{'1,2;' * 500_000}</gesture>" * 3
    assert MOST_POINTS_OF_ALL < 500_001 * 3
    with pytest.raises(Invalid) as refused:
        read_xfdf(xfdf(f'<ink page="0" rect="0,0,9,9"><inklist>{gestures}</inklist></ink>'))
    assert refused.value.sentence.key == "export-xfdf-too-long"


def test_an_entity_that_would_read_a_file_of_ours_is_never_followed() -> None:
    head = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(Invalid):
        read_xfdf(xfdf('<text page="0" rect="0,0,1,1"><contents>&f;</contents></text>', head))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ink", "highlight", "text", "freetext", "circle"]),
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20),
            st.text("0123456789,.;-eNainf ", max_size=40),
        ),
        max_size=5,
    )
)
def test_no_value_of_an_attribute_brings_the_reading_down(
    parts: list[tuple[str, str, str]],
) -> None:
    root = etree.Element(XFDF + "xfdf")
    annots = etree.SubElement(root, XFDF + "annots")
    for name, page, numbers in parts:
        given_values = {"rect": numbers, "coords": numbers, "width": numbers, "opacity": numbers}
        element = etree.SubElement(annots, XFDF + name, page=page or "0", **given_values)
        strokes = etree.SubElement(element, XFDF + "inklist")
        etree.SubElement(strokes, XFDF + "gesture").text = numbers
    found = read_xfdf(etree.tostring(root))
    assert len(found.marks) + sum(found.left_out.values()) == len(parts)


def test_what_comes_in_is_private_names_others_and_comes_in_once(
    api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm", "minister.g15")
    content = to_xfdf(marks(), file_name="a.pdf", sha256="0" * 64)
    first = send(api_of("minister.g15"), version_id, content)
    assert first.status_code == 200, first.json
    assert (first.json["added"], first.json["known"]) == (5, 0)
    again = send(api_of("minister.g15"), version_id, content)
    assert (again.json["added"], again.json["known"]) == (0, 5)
    mine = listed(api_of("minister.g15"), version_id)
    assert {mark["audience"] for mark in mine} == {"private"}
    assert mine[0]["body"] == "[Nguyễn Thị Ánh] Đề nghị sửa: kết luận ở Điều 5"
    assert listed(api_of("pm"), version_id) == []


def test_a_mark_that_stands_twice_in_a_file_comes_in_once(api_of: Ask, paper_of: Papers) -> None:
    _, version_id = paper_of("pm")
    twice = '<text name="a-1" page="0" rect="0,0,9,9"/>' * 2
    answer = send(api_of("pm"), version_id, xfdf(twice))
    assert (answer.json["added"], answer.json["known"]) == (1, 1)


def test_many_marks_come_in_by_as_many_statements_as_few(
    app: Any, api_of: Ask, paper_of: Papers, count_queries: Callable[[Any], Any]
) -> None:
    counts = []
    for count in (2, 60):
        _, version_id = paper_of("pm", title=f"Tờ trình {count}")
        body = "".join(
            f'<text name="m-{count}-{n}" page="0" rect="0,0,9,9"/>' for n in range(count)
        )
        with count_queries(app) as seen:
            assert send(api_of("pm"), version_id, xfdf(body)).json["added"] == count
        counts.append(sum(" annotation" in str(one) for one in seen))
        assert len(listed(api_of("pm"), version_id)) == count
    assert counts[0] == counts[1]


def test_pages_full_of_handwriting_come_back_whole_and_are_told_of_once(
    app: Any, api_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    _, version_id = paper_of("pm")
    (ink, *_) = marks()
    strokes = [
        Mark(**ink.to_json() | {"id": number, "client_id": f"s-{number}"}) for number in range(5000)
    ]
    file = to_xfdf(strokes, file_name="a.pdf", sha256="0" * 64)
    answer = send(api_of("pm"), version_id, file)
    assert answer.status_code == 200, answer.json
    assert (answer.json["added"], answer.json["known"]) == (5000, 0)
    again = send(api_of("pm"), version_id, file)
    assert (again.json["added"], again.json["known"]) == (0, 5000)
    with app.extensions["ecabinet.database"].reading() as db:
        lines = db.execute(select(Announcement.room, Announcement.name)).all()
    told = [(room, name) for room, name in lines if "annotation" in name or "marks" in name]
    assert told == [(f"person:{cabinet.persons['pm']}", "marks-carried")]


def test_a_mark_of_somebody_else_that_was_brought_in_stays_beside_the_one_they_show_later(
    api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm", "minister.g15")
    theirs = write(api_of("pm"), version_id, body="Của Thủ tướng").json
    file = api_of("pm")("GET", f"/versions/{version_id}/annotations.xfdf").data
    minister = api_of("minister.g15")
    assert send(minister, version_id, file).json["added"] == 1
    shown = api_of("pm")("PATCH", f"/annotations/{theirs['id']}", json={"audience": "meeting"})
    assert shown.status_code == 200

    both = listed(minister, version_id)
    assert len({mark["client_id"] for mark in both}) == 2
    (own,) = [mark for mark in both if mark["mine"]]
    assert minister("DELETE", f"/annotations/{own['id']}").status_code == 204
    assert [mark["id"] for mark in listed(minister, version_id)] == [theirs["id"]]
    # Neither what was removed nor what is shown anyway comes in by the file again.
    assert send(minister, version_id, file).json["known"] == 1
    assert len(listed(minister, version_id)) == 1


def test_a_mark_on_a_page_that_the_paper_has_not_is_counted_and_left_out(
    api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm")
    content = xfdf('<text page="8" rect="0,0,9,9"/><text page="0" rect="0,0,9,9"/>')
    answer = send(api_of("pm"), version_id, content)
    assert answer.json["added"] == 1
    assert answer.json["left_out"] == {"page": 1}


def test_what_was_removed_does_not_come_back_by_an_old_file(api_of: Ask, paper_of: Papers) -> None:
    _, version_id = paper_of("pm")
    mark = write(api_of("pm"), version_id).json
    file = api_of("pm")("GET", f"/versions/{version_id}/annotations.xfdf").data
    api_of("pm")("DELETE", f"/annotations/{mark['id']}")
    assert send(api_of("pm"), version_id, file).json["known"] == 1
    assert listed(api_of("pm"), version_id) == []


def test_a_file_made_from_an_older_version_comes_into_the_newer_one_as_new_marks(
    api_of: Ask, paper_of: Papers
) -> None:
    _, older = paper_of("pm")
    _, newer = paper_of("pm", title="Tờ trình, bản mới")
    write(api_of("pm"), older)
    file = api_of("pm")("GET", f"/versions/{older}/annotations.xfdf").data
    assert send(api_of("pm"), newer, file).json["added"] == 1
    assert send(api_of("pm"), newer, file).json == send(api_of("pm"), newer, file).json
    assert len(listed(api_of("pm"), newer)) == 1
    assert len(listed(api_of("pm"), older)) == 1


@pytest.mark.parametrize("name", ["annotations.xfdf", "annotations.jsonld", "annotated.pdf"])
def test_no_export_holds_what_its_reader_may_not_see(
    api_of: Ask, paper_of: Papers, name: str
) -> None:
    _, version_id = paper_of("pm", "minister.g15")
    write(api_of("pm"), version_id, body="BI-MAT-RIENG")
    write(api_of("pm"), version_id, body="CHO-PHIEN-HOP", audience="meeting")
    for login in ("minister.g15", "secretary", "head", "clerk", "officer.g12"):
        answer = api_of(login)("GET", f"/versions/{version_id}/{name}")
        assert answer.status_code == 200, login
        said = _said(name, answer.data)
        assert "BI-MAT-RIENG" not in said, login
        assert "CHO-PHIEN-HOP" in said, login
    own = _said(name, api_of("pm")("GET", f"/versions/{version_id}/{name}").data)
    assert "BI-MAT-RIENG" in own and "CHO-PHIEN-HOP" in own
    chosen = api_of("pm")("GET", f"/versions/{version_id}/{name}?marks=meeting")
    assert "BI-MAT-RIENG" not in _said(name, chosen.data)
    assert "no-store" in chosen.headers["Cache-Control"]


def _said(name: str, content: bytes) -> str:
    if name != "annotated.pdf":
        return content.decode()
    with pikepdf.open(BytesIO(content)) as pdf:
        return " ".join(str(one.Contents) for page in pdf.pages for one in page.get("/Annots", []))


def test_web_annotations_say_who_what_and_where_in_the_words_of_the_standard(
    api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm")
    quads = {"quads": [[40, 190, 200, 190, 40, 170, 200, 170]]}
    write(api_of("pm"), version_id, kind="highlight", geometry=quads, quote="Điều 5", body="Sửa")
    answer = api_of("pm")("GET", f"/versions/{version_id}/annotations.jsonld")
    assert answer.mimetype == "application/ld+json"
    found = json.loads(answer.data)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["total"]) == ("AnnotationCollection", 1)
    (one,) = found["first"]["items"]
    assert one["type"] == "Annotation" and one["motivation"] == "commenting"
    assert one["body"][0]["value"] == "Sửa" and one["body"][0]["purpose"] == "commenting"
    quote, fragment = one["target"]["selector"]
    assert quote == {"type": "TextQuoteSelector", "exact": "Điều 5"}
    assert fragment["value"] == "page=1&viewrect=40,170,160,20"
    assert etree.fromstring(fragment["refinedBy"]["value"]).tag.endswith("svg")
    assert one["target"]["source"].endswith(f"/api/v1/versions/{version_id}/file")


def test_web_annotations_say_the_language_of_the_words_and_the_colour_of_the_shape(
    api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm")
    write(api_of("pm"), version_id, body="Đề nghị xem lại số liệu của Điều 5")
    ink = {"points": [[10, 20, 0.5], [30, 40, 1]]}
    write(api_of("pm"), version_id, kind="ink", geometry=ink, color="#c3221f", body="")
    path = f"/versions/{version_id}/annotations.jsonld"
    answer = api_of("pm")("GET", path, headers={"Accept-Language": "en"})
    note, stroke = json.loads(answer.data)["first"]["items"]
    assert note["body"][0]["language"] == "vi"
    shape = etree.fromstring(stroke["target"]["selector"][0]["refinedBy"]["value"])[0]
    assert (shape.get("stroke"), shape.get("fill")) == ("#c3221f", "none")


def test_the_words_of_a_mark_are_safe_in_xml() -> None:
    strange = Mark(**marks()[3].to_json() | {"body": "a\x00\x0b<b>&amp;]]>\ufffe"})
    (read,) = read_xfdf(to_xfdf([strange], file_name="<&>.pdf", sha256="0" * 64)).marks
    assert read.body == "a<b>&amp;]]>"
