"""A small owner of these tests' own stands for the rooms above."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.attachments.owners import Owned, Owner, owner_of, register_owner
from mingze.kit.problems import Conflict, Forbidden, NotFound
from tests.conftest import SignIn
from tests.support.pictures import PNG

PATH = "/api/v1/attachments"
KIND = "shelf_of_tests"
SHELF, FORBIDDEN, FULL = 1, 2, 3

Upload = Callable[..., Awaitable[httpx.Response]]


async def _visible(_session: AsyncSession, actor: Actor, owner_id: int) -> bool:
    return owner_id == SHELF and actor.may(Permission.FINDING_READ)


async def _adding(session: AsyncSession, actor: Actor, owner_id: int) -> Owned:
    if owner_id == FORBIDDEN:
        raise Forbidden()
    if owner_id == FULL:
        raise Conflict()
    if not await _visible(session, actor, owner_id):
        raise NotFound()
    return Owned(subject=77, unit_id=actor.home_unit_id)


if owner_of(KIND) is None:
    register_owner(KIND, Owner(visible=_visible, adding=_adding))


async def upload(
    client: httpx.AsyncClient,
    data: bytes = PNG,
    name: str = "现场 照片.png",
    owner: Any = SHELF,
    kind: str = KIND,
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    form = {"owner_type": kind, "owner_id": str(owner)}
    return await client.post(PATH, data=form, files={"file": (name, data)}, headers=headers)


def change_settings(app: FastAPI, **changes: Any) -> None:
    """Other settings for a service that runs."""
    app.state.settings = app.state.settings.model_copy(update=changes)


@pytest.fixture
async def clerk(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in("clerk")
