"""Wrong passwords are counted per login and per address; too many close the door for a while."""

from __future__ import annotations

import time

from flask import Flask, current_app
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from ecabinet.errors import TooMany
from ecabinet.sentences import S

PER_LOGIN = parse("8 per 10 minutes")
PER_ADDRESS = parse("60 per 10 minutes")


def check(login: str, address: str) -> None:
    """Raise TooMany when this login or address has failed too often."""
    limiter: MovingWindowRateLimiter = current_app.extensions["ecabinet.throttle"]
    for item, name in (
        (PER_LOGIN, f"login:{login}"),
        (PER_ADDRESS, f"address:{address}"),
    ):
        if not limiter.test(item, name):
            reset = limiter.get_window_stats(item, name).reset_time
            seconds = max(1, int(reset - time.time()))
            minutes = max(1, (seconds + 59) // 60)
            raise TooMany(S("sign-in-too-often", minutes=minutes), seconds)


def failed(login: str, address: str) -> None:
    """Count a wrong password."""
    limiter: MovingWindowRateLimiter = current_app.extensions["ecabinet.throttle"]
    limiter.hit(PER_LOGIN, f"login:{login}")
    limiter.hit(PER_ADDRESS, f"address:{address}")


def init_app(app: Flask, redis_url: str | None) -> None:
    """Count in memory, or in Redis where several processes share the counts."""
    app.extensions["ecabinet.throttle"] = MovingWindowRateLimiter(
        storage_from_string(redis_url or "memory://")
    )
