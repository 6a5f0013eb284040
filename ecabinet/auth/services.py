"""Acts on accounts and sign-ins. Each journals itself; none commits."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ecabinet import journal, outbox
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account, AccountRole, ApiToken, Role, SignIn
from ecabinet.auth.passwords import NOBODY, hash_password, is_password
from ecabinet.errors import Conflict, Invalid, NotVisible
from ecabinet.people.models import Person
from ecabinet.sentences import S

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")


@dataclass(frozen=True)
class SignInsEnded(outbox.Event):
    """Sign-ins ended: their sockets are to be cut."""

    name: ClassVar[str] = "sign-ins-ended"
    sign_in_ids: tuple[int, ...]


def token_hash(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def plain_login(typed: str) -> str:
    """Return the one form in which a login is looked up *and* counted.

    The store drops NUL and composes letters; what is counted by the letters as typed would give
    an unlimited number of attempts on one account.
    """
    text = unicodedata.normalize("NFKC", typed).replace("\x00", "")
    return unicodedata.normalize("NFC", text.strip().lower())


def check_password(db: Session, login: str, password: str) -> Account | None:
    """Return the active account whose password this is, or None; takes the same time for both."""
    account = db.execute(
        select(Account).where(Account.login == plain_login(login))
    ).scalar_one_or_none()
    stored = account.password_hash if account else NOBODY
    right = is_password(stored, password)
    if account is None or not right or account.deactivated_at is not None:
        return None
    return account


def open_sign_in(
    db: Session, account: Account, *, user_agent: str, address: str, at: datetime
) -> tuple[SignIn, str]:
    """Open a sign-in for a checked account; returns it with the token for the cookie."""
    token = secrets.token_urlsafe(32)
    sign_in = SignIn(
        token_hash=token_hash(token),
        account_id=account.id,
        created_at=at,
        seen_at=at,
        user_agent=user_agent[:300],
        address=address[:60],
    )
    db.add(sign_in)
    db.flush()
    return sign_in, token


def end_sign_ins(
    db: Session,
    actor: journal.Recorder,
    account_id: int,
    *,
    only: int | None,
    at: datetime,
) -> int:
    """End one sign-in (`only`) of the account, or all of them; returns how many were open."""
    open_ones = select(SignIn.id).where(SignIn.account_id == account_id, SignIn.ended_at.is_(None))
    if only is not None:
        open_ones = open_ones.where(SignIn.id == only)
    ids = tuple(db.execute(open_ones).scalars())
    db.execute(update(SignIn).where(SignIn.id.in_(ids)).values(ended_at=at))
    if ids:
        journal.record(db, actor, "sign_in:end", db.get(Account, account_id), details={"ids": ids})
        outbox.publish(db, SignInsEnded(ids))
    return len(ids)


def create_account(
    db: Session,
    actor: journal.Recorder,
    *,
    login: str,
    password: str,
    person: Person,
    roles: Iterable[Role],
    at: datetime,
) -> Account:
    """Create an account for a person. Raises Invalid or Conflict (login taken)."""
    login = plain_login(login)
    if not LOGIN.fullmatch(login):
        raise Invalid(S("login-form"), {"login": S("login-form")})
    taken = db.execute(select(Account.id).where(Account.login == login)).first()
    if taken:
        raise Conflict(S("login-taken", login=login))
    account = Account(
        login=login, password_hash=hash_password(password), person=person, created_at=at
    )
    account.role_rows = [AccountRole(role=role) for role in roles]
    db.add(account)
    db.flush()
    details = {"login": login, "roles": sorted(role.value for role in account.roles)}
    journal.record(db, actor, "account:create", account, details=details)
    return account


def find_account(db: Session, login: str) -> Account:
    """Return the account of `login`. Raises NotVisible."""
    account = db.execute(
        select(Account).where(Account.login == plain_login(login))
    ).scalar_one_or_none()
    if account is None:
        raise NotVisible(S("login-unknown", login=login))
    return account


def choose_language(db: Session, actor: Actor, language: str) -> None:
    """Have the pages, letters and notices of one's account speak this language (an ISO 639-1 code
    of i18n.LANGUAGES); the journal has a line only where it is another one than before."""
    account = db.get_one(Account, actor.account_id)
    if account.language == language:
        return
    before, account.language = account.language, language
    details = {"before": before, "after": language}
    journal.record(db, actor, "account:language", account, details=details)


def change_password(
    db: Session,
    actor: journal.Recorder,
    account: Account,
    password: str,
    *,
    at: datetime,
) -> None:
    """Set a new password and end every sign-in of the account."""
    account.password_hash = hash_password(password)
    journal.record(db, actor, "account:password", account)
    end_sign_ins(db, actor, account.id, only=None, at=at)


def deactivate_account(
    db: Session, actor: journal.Recorder, account: Account, *, at: datetime
) -> None:
    """Close an account: sign-ins end, tokens are revoked, the rows stay."""
    if account.deactivated_at is not None:
        raise Conflict(S("account-already-closed", login=account.login))
    account.deactivated_at = at
    tokens = update(ApiToken).where(
        ApiToken.account_id == account.id, ApiToken.revoked_at.is_(None)
    )
    db.execute(tokens.values(revoked_at=at))
    journal.record(db, actor, "account:deactivate", account)
    end_sign_ins(db, actor, account.id, only=None, at=at)


def create_token(db: Session, actor: journal.Recorder, account: Account, *, at: datetime) -> str:
    """Make an API token for an account; it can be read only now."""
    token = "ec_" + secrets.token_urlsafe(32)
    row = ApiToken(account_id=account.id, token_hash=token_hash(token), created_at=at)
    db.add(row)
    db.flush()
    journal.record(db, actor, "token:create", row, details={"login": account.login})
    return token


def list_tokens(db: Session, account: Account) -> list[ApiToken]:
    """Return the tokens of an account that are in force, oldest first."""
    wanted = select(ApiToken).where(
        ApiToken.account_id == account.id, ApiToken.revoked_at.is_(None)
    )
    return list(db.execute(wanted.order_by(ApiToken.id)).scalars())


def revoke_token(db: Session, actor: journal.Recorder, token_id: int, *, at: datetime) -> None:
    """End a token. Raises NotVisible for one that is not in force."""
    row = db.get(ApiToken, token_id)
    if row is None or row.revoked_at is not None:
        raise NotVisible(S("token-unknown", number=str(token_id)))
    row.revoked_at = at
    journal.record(db, actor, "token:revoke", row, details={"login": row.account.login})
