"""All at once: papers released, items marked as formally in order."""

from __future__ import annotations

import pytest

from ecabinet.errors import Denied
from meetings.editing import releasing
from tests.meetings.sittings import Secretariat


def test_the_papers_of_all_items_are_released_once(desk: Secretariat) -> None:
    meeting = desk.plan()
    papers = [desk.paper(desk.add(meeting, title), f"Tờ trình {title}") for title in "AB"]
    officer = desk.actor("secretary")
    found = releasing.release_all_papers(desk.db, actor=officer, meeting=meeting)
    assert (found.done, found.left) == (["Tờ trình A", "Tờ trình B"], [])
    assert all(paper.current.released_at for paper in papers)
    assert releasing.release_all_papers(desk.db, actor=officer, meeting=meeting).done == []


def test_a_new_version_is_released_and_the_clerk_releases_nothing(desk: Secretariat) -> None:
    meeting = desk.plan()
    paper = desk.paper(desk.add(meeting, "A"))
    officer = desk.actor("secretary")
    releasing.release_all_papers(desk.db, actor=officer, meeting=meeting)
    paper.versions.append(desk.version(2))
    desk.db.flush()
    with pytest.raises(Denied):
        releasing.release_all_papers(desk.db, actor=desk.actor("clerk"), meeting=meeting)
    assert len(releasing.release_all_papers(desk.db, actor=officer, meeting=meeting).done) == 1
