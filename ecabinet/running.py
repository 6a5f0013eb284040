"""What the running application has at hand, for who answers a request."""

from __future__ import annotations

from flask import current_app

from ecabinet.storage import Store


def store() -> Store:
    """Return its store of files."""
    found: Store = current_app.extensions["ecabinet.store"]
    return found
