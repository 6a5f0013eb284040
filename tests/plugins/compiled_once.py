"""What each application would compile again is compiled once for all applications of this process.

A run makes more than a thousand applications with the same addresses, templates and queries.
Werkzeug takes every rule apart and compiles functions of it, Jinja one for every template,
SQLAlchemy the SQL of every query; what they compile is the same each time, so the later
applications are given it.
Loaded by `tests/conftest.py`: `pytest_plugins`.
"""

from __future__ import annotations

import gc
from functools import wraps
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from werkzeug.routing import Rule

_compiled: dict[Any, dict[str, Any]] = {}
_compile = Rule.compile


@wraps(_compile)
def _compile_once(self: Rule) -> None:
    # All that it is compiled from. What matches and builds looks up converters through the rule.
    converters = frozenset((name, id(one)) for name, one in self.map.converters.items())
    key = (
        self.rule, self.host, self.subdomain, self.merge_slashes, repr(self.defaults), converters,
    )  # fmt: skip
    if key not in _compiled:
        _compile(self)
        made = vars(self)
        _compiled[key] = {name: made[name] for name in ("_parts", "_trace", "_converters")} | {
            name: made[name].__func__ for name in ("_build", "_build_unknown")
        }
        return
    for name, made in _compiled[key].items():
        setattr(self, name, made.__get__(self) if callable(made) else made)
    self.arguments.update(self._converters)


class _Templates(BytecodeCache):
    """Compiled templates by name and content (Jinja compares the checksum of the source)."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


Rule.compile = _compile_once  # type: ignore[method-assign]
Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Templates()}

# SQL is kept by dialect, the queries of an engine in a cache of its own: all stores of SQLite here
# have one of each. The dialect learns what it must know from its first connection.
_first = create_engine("sqlite://")
_first.connect().close()
_init = Engine.__init__


@wraps(_init)
def _init_alike(self: Engine, pool: Any, dialect: Any, *args: Any, **kwargs: Any) -> None:
    is_alike = type(dialect) is type(_first.dialect)
    _init(self, pool, _first.dialect if is_alike else dialect, *args, **kwargs)
    if is_alike:
        self._compiled_cache = _first._compiled_cache


Engine.__init__ = _init_alike  # type: ignore[method-assign]


def pytest_collection_finish() -> None:
    """Leave what was imported out of every collection of garbage to come."""
    gc.collect()
    gc.freeze()
