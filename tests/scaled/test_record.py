"""What both processes wrote is one record; runs also on all that the tests before have done."""

from __future__ import annotations

from ecabinet import journal
from tests.scaled.processes import Scaled, at_once, codes
from tests.scaled.test_live import FRAME


def test_acts_of_both_at_once_stand_in_one_unbroken_chain(scaled: Scaled) -> None:
    scaled.give_tokens("secretary")  # is an act of the journal too
    with scaled.database.reading() as db:
        before = journal.verify(db)
    answered = at_once(*(
        lambda n=n: scaled.call(
            (scaled.a, scaled.b)[n % 2], "secretary", "POST", "/meetings", json=FRAME
        )
        for n in range(16)
    ))  # fmt: skip
    assert codes(answered) == [201] * 16
    with scaled.database.reading() as db:
        after = journal.verify(db)
    assert (before.broken_at, after.broken_at) == (None, None)
    assert after.entries == before.entries + 16


def test_the_commands_of_the_operator_find_nothing_amiss(scaled: Scaled) -> None:
    doctor, verify = scaled.command("doctor", "--read"), scaled.command("journal", "verify")
    assert doctor.communicate(timeout=60)[0] == "Everything fits.\n"
    assert "entries, unbroken; head " in verify.communicate(timeout=60)[0]
    assert (doctor.returncode, verify.returncode) == (0, 0)


def test_the_servers_met_no_error_they_did_not_expect(scaled: Scaled) -> None:
    log = (scaled.config.log_folder / "ecabinet.log").read_text("utf-8")
    assert [line for line in log.splitlines() if " ERROR " in line] == []
