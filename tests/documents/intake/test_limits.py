"""Limits and their overriding."""

import pytest

from documents.intake.limits import MIB, Limits


def test_the_defaults_are_those_that_were_measured() -> None:
    limits = Limits()
    assert (limits.upload_bytes, limits.pages, limits.objects) == (100 * MIB, 3000, 500_000)
    assert (limits.stream_bytes, limits.decoded_bytes) == (64 * MIB, 768 * MIB)
    assert (limits.cpu_seconds, limits.wall_seconds) == (20, 30)


def test_an_environment_overrides_what_it_names() -> None:
    environment = {
        "ECABINET_INTAKE_PAGES": "12",
        "ECABINET_INTAKE_WALL_SECONDS": "1.5",
        "HOME": "/",
    }
    assert Limits.from_env(environment) == Limits(pages=12, wall_seconds=1.5)


@pytest.mark.parametrize(
    "values", [{"page": 3}, {"pages": 0}, {"pages": "many"}, {"wall_seconds": "nan"},
               {"wall_seconds": float("inf")}, {"objects": -1}],
)  # fmt: skip
def test_a_limit_that_makes_no_sense_is_not_taken(values: dict) -> None:
    with pytest.raises(ValueError, match=r"limit|invalid literal"):
        Limits.from_mapping(values)


def test_limits_travel_as_json() -> None:
    limits = Limits(pages=12, text_seconds=0.5)
    assert Limits.from_json(limits.to_json()) == limits
