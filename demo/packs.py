"""The pack of the coming sitting, released to its readers; then a paper of it is replaced."""

from __future__ import annotations

from datetime import datetime

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.stage import Stage
from documents.models import Document
from documents.packs import queries
from documents.packs import services as pack_services
from documents.packs.models import Pack, PackKind
from documents.services import Prepared, add_version, release
from ecabinet import occasions
from ecabinet.auth.actor import Actor
from ecabinet.jobs.engine import Engine
from ecabinet.jobs.models import Job, JobState


def plan_pack(stage: Stage, sitting: str, at: datetime, released_at: datetime) -> None:
    """The officer has the pack of a sitting put together at `at`, and releases it."""

    def ask(db: Session, actor: Actor, at: datetime) -> None:
        occasion = occasions.name(occasions.MEETING, stage.made[f"sitting:{sitting}"])
        source = queries.source_of(db, actor, occasion)
        assert source is not None
        pack = pack_services.assemble(db, actor=actor, source=source, kind=PackKind.FULL, at=at)
        stage.made[f"pack:{sitting}"] = pack.id

    def bind() -> None:
        engine: Engine = current_app.extensions["ecabinet.jobs"]
        with stage.database.reading() as db:
            waiting = select(Job.id).where(
                Job.state == JobState.QUEUED, Job.kind == pack_services.ASSEMBLE
            )
            job_ids = list(db.execute(waiting).scalars())
        for job_id in job_ids:
            engine.do(job_id)

    def let_out(db: Session, actor: Actor, at: datetime) -> None:
        pack = db.get_one(Pack, stage.made[f"pack:{sitting}"])
        source = queries.source_of(db, actor, pack.occasion)
        pack_services.freeze(db, actor=actor, pack=pack, source=source, at=at)
        pack_services.release(db, actor=actor, pack=pack, source=source, at=at)

    stage.plan("secretary", at, ask)
    stage.plan_outside(at, bind)
    stage.plan("secretary", released_at, let_out)


def plan_replacement(stage: Stage, key: str, ready: Prepared, at: datetime) -> None:
    """The paper `key` comes in a second version, which is released at once."""

    def replace(db: Session, actor: Actor, at: datetime) -> None:
        document = db.get_one(Document, stage.made[f"paper:{key}"])
        version = add_version(db, actor=actor, document=document, prepared=ready, at=at)
        release(db, actor=actor, version=version, at=at)

    stage.plan("secretary", at, replace)
