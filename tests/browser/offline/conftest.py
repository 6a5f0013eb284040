"""The fixtures of the tests of what is kept on a tablet."""

from __future__ import annotations

from tests.browser.offline.kept import tablet_of, world

__all__ = ["tablet_of", "world"]
