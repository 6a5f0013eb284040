"""Attempts are counted per login and address, wrong passwords per address; too many close the door
for a while. A stranger elsewhere cannot lock a minister out with a handful of wrong passwords."""

from __future__ import annotations

import time

from flask import Flask, current_app
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from ecabinet.config import Config
from ecabinet.errors import TooMany
from ecabinet.sentences import S

PER_LOGIN_HERE = parse("8 per 10 minutes")
PER_LOGIN = parse("60 per 10 minutes")
PER_ADDRESS = parse("60 per 10 minutes")


def attempt(login: str, address: str) -> None:
    """Count an attempt, before the password is looked at: many at once must not all pass.

    Raises TooMany when this login has been tried, or this address has failed, too often. An
    address counts failures only: a whole cabinet signs in from behind one.
    """
    limiter = _limiter()
    if not limiter.test(PER_ADDRESS, f"address:{address}"):
        raise _too_many(limiter, PER_ADDRESS, f"address:{address}")
    for item, name in _of_login(login, address):
        if not limiter.hit(item, name):
            raise _too_many(limiter, item, name)


def failed(address: str) -> None:
    """Count a wrong password against the address."""
    _limiter().hit(PER_ADDRESS, f"address:{address}")


def succeeded(login: str, address: str) -> None:
    """Forget the attempts on a login whose password was right."""
    for item, name in _of_login(login, address):
        _limiter().clear(item, name)


def _of_login(login: str, address: str) -> tuple[tuple[RateLimitItem, str], ...]:
    return (PER_LOGIN_HERE, f"login:{login}:{address}"), (PER_LOGIN, f"login:{login}")


def _limiter() -> MovingWindowRateLimiter:
    limiter: MovingWindowRateLimiter = current_app.extensions["ecabinet.throttle"]
    return limiter


def _too_many(limiter: MovingWindowRateLimiter, item: RateLimitItem, name: str) -> TooMany:
    reset = limiter.get_window_stats(item, name).reset_time
    seconds = max(1, int(reset - time.time()))
    return TooMany(S("sign-in-too-often", minutes=max(1, (seconds + 59) // 60)), seconds)


def init_app(app: Flask, config: Config) -> None:
    """Count in memory, or in Redis where several processes share the counts."""
    storage = (
        storage_from_string(config.redis_url, key_prefix=config.shared_name)
        if config.redis_url
        else storage_from_string("memory://")
    )
    app.extensions["ecabinet.throttle"] = MovingWindowRateLimiter(storage)
