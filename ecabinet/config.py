"""Configuration of one running cabinet: read once from the environment, then frozen."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from ecabinet import outside


class ConfigError(ValueError):
    """The environment asks for something impossible; the message says what to change."""


@dataclass(frozen=True)
class Config:
    """Everything that differs between two installations.

    Sizes are in bytes, durations in seconds. Raises `ConfigError` from `from_env` when a value
    cannot be read.
    """

    home: Path
    database_url: str
    secret_key: str = field(repr=False)
    redis_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 5000
    threads: int = 400
    upload_limit_bytes: int = 100 * 1024 * 1024
    intake: Mapping[str, str] = field(default_factory=dict)
    """The limits of the check of a paper, as written: `ECABINET_INTAKE_…`."""
    trust_roots: Path | None = None
    """Folder of the certificates (PEM) that the signers of papers are checked against."""
    timezone: ZoneInfo = ZoneInfo("Asia/Ho_Chi_Minh")
    default_language: str = "vi"
    cookie_secure: bool = False
    proxies: int = 0
    """How many reverse proxies stand before us: only what they add to the address is believed."""
    job_workers: int = 2
    """Threads of the server that do background jobs; 0 where `jobs work` runs beside it."""
    outside: outside.Outside = field(default_factory=outside.Outside)
    """Mail server, SMS gateway, push: how notices leave the house."""
    notices_kept_days: int = 1095
    """How long notices and the record of their deliveries are kept; 0: for ever."""
    testing: bool = False

    @property
    def files_folder(self) -> Path:
        """Where the content-addressed store lives."""
        return self.home / "files"

    @property
    def log_folder(self) -> Path:
        """Where the program writes its logs."""
        return self.home / "logs"

    @property
    def shared_name(self) -> str:
        """Name of this cabinet in a Redis that others use too: same key, same cabinet.

        Redis does not keep channels apart by its numbered databases.
        """
        return "ecabinet-" + hashlib.sha256(b"name:" + self.secret_key.encode()).hexdigest()[:16]

    @property
    def is_sqlite(self) -> bool:
        """True on the embedded store."""
        return self.database_url.startswith("sqlite")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Config:
        """Read ECABINET_HOME, DATABASE_URL, REDIS_URL, SECRET_KEY, PORT and their companions."""
        env = os.environ if environ is None else environ
        home = Path(env.get("ECABINET_HOME") or "instance").resolve()
        home.mkdir(parents=True, exist_ok=True)
        for name in ("files", "logs", "keys"):
            (home / name).mkdir(exist_ok=True, mode=0o700)
        host, port = env.get("HOST") or "127.0.0.1", _number(env, "PORT", 5000)
        try:
            ways_out = outside.read(env, home, served_at=f"http://{host}:{port}")
        except ValueError as error:
            raise ConfigError(str(error)) from None
        url = env.get("DATABASE_URL") or f"sqlite:///{home / 'ecabinet.sqlite3'}"
        return cls(
            home=home,
            database_url=_with_driver(url),
            secret_key=env.get("SECRET_KEY") or _kept_secret(home / "keys" / "secret_key"),
            redis_url=env.get("REDIS_URL") or None,
            host=host,
            port=port,
            threads=_number(env, "ECABINET_THREADS", 400),
            upload_limit_bytes=_number(env, "ECABINET_UPLOAD_LIMIT_MB", 100) * 1024 * 1024,
            intake={name: env[name] for name in env if name.startswith("ECABINET_INTAKE_")},
            trust_roots=_folder(env, "ECABINET_TRUST_ROOTS"),
            timezone=_zone(env.get("ECABINET_TIMEZONE") or "Asia/Ho_Chi_Minh"),
            default_language=_language(env.get("ECABINET_LANGUAGE") or "vi"),
            cookie_secure=env.get("ECABINET_HTTPS") == "yes",
            proxies=_number(env, "ECABINET_PROXIES", 0, least=0),
            job_workers=_number(env, "ECABINET_JOB_WORKERS", 2, least=0),
            outside=ways_out,
            notices_kept_days=_number(env, "ECABINET_NOTICES_KEPT_DAYS", 1095, least=0),
        )


def _with_driver(url: str) -> str:
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    if url.startswith("postgresql://"):
        url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
    return url


def _kept_secret(path: Path) -> str:
    """Make the signing key once; two processes starting together agree on the same one."""
    if not path.exists():
        # Written aside and linked: whoever finds the file finds all of it.
        aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(aside, path)
        aside.unlink()
    key = path.read_text("ascii").strip()
    if not key:
        raise ConfigError(f"{path} is empty: delete it and start again")
    return key


def _number(env: Mapping[str, str], name: str, default: int, least: int = 1) -> int:
    raw = env.get(name)
    if not raw:
        return default
    try:
        value = int(raw)
    except ValueError:
        raise ConfigError(f"{name} must be a whole number, not {raw!r}") from None
    if value < least:
        raise ConfigError(f"{name} must be at least {least}, not {value}")
    return value


def _folder(env: Mapping[str, str], name: str) -> Path | None:
    raw = env.get(name)
    if not raw:
        return None
    folder = Path(raw).resolve()
    if not folder.is_dir():
        raise ConfigError(f"{name}: there is no folder {raw!r}")
    return folder


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ConfigError(f"ECABINET_TIMEZONE: there is no time zone {name!r}") from None


def _language(name: str) -> str:
    if name not in ("vi", "en"):
        raise ConfigError(f"ECABINET_LANGUAGE must be vi or en, not {name!r}")
    return name
