"""A sitting whose invitations are out, in one unit of work."""

from tests.meetings.live.conftest import room  # noqa: F401
