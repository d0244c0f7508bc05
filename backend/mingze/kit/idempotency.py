"""`Idempotency-Key` on creating POSTs: a retry gives the resource that the first try made, not a second one.

Kept for 24 hours: who, which operation, the hash of the body, and the id of what was made; never a body.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Header
from pydantic import BaseModel
from sqlalchemy import ForeignKey, String, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from mingze.kit import clock
from mingze.kit.events import Acting
from mingze.kit.problems import Conflict
from mingze.kit.tables import Base, Id, UtcDateTime, unrecorded

_KEPT = timedelta(hours=24)

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key", min_length=8, max_length=100, description="重试时使用同一个值,不会重复新建"
    ),
]


class IdempotentResult(Base):
    __tablename__ = "idempotent_result"
    __table_args__ = unrecorded("bookkeeping of retries; what was made has its own event")

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    operation: Mapped[str] = mapped_column(String(60), primary_key=True)
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    body_hash: Mapped[str] = mapped_column(String(64))
    resource_id: Mapped[int] = mapped_column(Id)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class _Once:
    """`await once(…)` gives the id made before under this key, or None; `await once.done(…)` keeps a new one."""

    async def __call__(
        self, session: AsyncSession, actor: Acting, operation: str, key: str | None, body: BaseModel | bytes
    ) -> int | None:
        if key is None:
            return None
        await alone(session, f"{actor.account_id}/{operation}/{key}")
        query = select(IdempotentResult.body_hash, IdempotentResult.resource_id).where(
            IdempotentResult.account_id == actor.account_id,
            IdempotentResult.operation == operation,
            IdempotentResult.key == key,
            IdempotentResult.created_at > clock.now() - _KEPT,
        )
        found = (await session.execute(query)).one_or_none()
        if found is None:
            return None
        if found.body_hash != _hash(body):
            raise Conflict("该 Idempotency-Key 已用于另一个内容不同的请求")
        return int(found.resource_id)

    async def done(
        self,
        session: AsyncSession,
        actor: Acting,
        operation: str,
        key: str | None,
        body: BaseModel | bytes,
        made: int,
    ) -> int:
        """Keep what was made under `key`; returns `made`."""
        if key is not None:
            old = IdempotentResult.created_at <= clock.now() - _KEPT
            await session.execute(delete(IdempotentResult).where(old))
            session.add(
                IdempotentResult(
                    account_id=actor.account_id,
                    operation=operation,
                    key=key,
                    body_hash=_hash(body),
                    resource_id=made,
                    created_at=clock.now(),
                )
            )
            await session.flush()
        return made


async def alone(session: AsyncSession, name: str) -> None:
    """Until the transaction ends, let others wait who ask for the same name (SQLite has one writer anyway)."""
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
        await session.execute(select(func.pg_advisory_xact_lock(number)))


def _hash(body: BaseModel | bytes) -> str:
    return hashlib.sha256(body if isinstance(body, bytes) else body.model_dump_json().encode()).hexdigest()


once = _Once()
