"""From bytes that somebody sent to an attachment: told by content, scanned, kept, attached within the caps."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.attachments import queries, service
from mingze.attachments.contents import Unacceptable, media_type_of
from mingze.attachments.owners import Owned, Owner, owner_of
from mingze.attachments.rules import clean_name, name_for
from mingze.attachments.schemas import AttachmentView
from mingze.kit.files import StoredFile
from mingze.kit.idempotency import alone, once
from mingze.kit.problems import Conflict, InfectedFile, TooLarge, Unsupported, refuse_field


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent, and what it is to belong to.

    `operation` and `told` tell a retry under the same key from another request; `spend` is done in the
    transaction of the attachment, which it may refuse.
    """

    operation: str
    owner_type: str
    owner_id: int
    name: str | None
    data: bytes
    told: bytes
    spend: Callable[[AsyncSession], Awaitable[None]] | None = None


async def may_add(app: FastAPI, actor: Actor, owner_type: str, owner_id: int) -> tuple[Owner, Owned]:
    """What the file is to belong to. Refuses whoever may not add there."""
    owner = owner_of(owner_type)
    if owner is None:
        raise refuse_field("/body/owner_type", "不能给这类对象上传附件")
    async with app.state.database.reading() as session:
        return owner, await owner.adding(session, actor, owner_id)


async def take(app: FastAPI, actor: Actor, sent: Sent, key: str | None) -> AttachmentView:
    """The attachment, new or (under the same key) the one made before."""
    state = app.state
    owner, place = await may_add(app, actor, sent.owner_type, sent.owner_id)
    if before := await made_before(app, actor, sent.operation, key, sent.told):
        return before
    async with state.database.reading() as session:
        # Asked before the file is kept, and again in the change itself.
        await _check_room(app, session, sent)
    stored, media_type = await keep(app, actor, sent, place)
    async with state.database.writing() as session:
        attachment_id = await once(session, actor, sent.operation, key, sent.told)
        if attachment_id is None:
            place = await owner.adding(session, actor, sent.owner_id)
            await alone(session, f"attachment/{sent.owner_type}/{sent.owner_id}")
            await _check_room(app, session, sent)
            if sent.spend is not None:
                await sent.spend(session)
            made = await service.attach(
                session,
                actor,
                owner_type=sent.owner_type,
                owner_id=sent.owner_id,
                place=place,
                stored=stored,
                name=name_for(sent.name, media_type),
                media_type=media_type,
                scanned=state.scanner.on,
            )
            attachment_id = await once.done(session, actor, sent.operation, key, sent.told, made.id)
        return await _view(session, attachment_id)


async def keep(app: FastAPI, actor: Actor | None, sent: Sent, place: Owned) -> tuple[StoredFile, str]:
    """The content in the store, told by what it is and scanned; Unsupported or InfectedFile where it is refused."""
    media_type = await _media_type(sent.data)
    await refuse_infected(app, actor, sent, place)
    stored: StoredFile = await app.state.files.put(sent.data)
    return stored, media_type


async def _view(session: AsyncSession, attachment_id: int) -> AttachmentView:
    return AttachmentView.model_validate(dict(await queries.attachment(session, attachment_id) or {}))


async def made_before(
    app: FastAPI, actor: Actor, operation: str, key: str | None, told: bytes
) -> AttachmentView | None:
    """What an earlier request of the same key made. Conflict where that request was another."""
    async with app.state.database.reading() as session:
        found = await once(session, actor, operation, key, told)
        return None if found is None else await _view(session, found)


def told_of(owner_type: str, owner_id: int, name: str | None, data: bytes) -> bytes:
    """What makes two uploads of a form the same."""
    return f"{owner_type}/{owner_id}/{clean_name(name)}/{hashlib.sha256(data).hexdigest()}".encode()


async def refuse_infected(app: FastAPI, actor: Actor | None, sent: Sent, place: Owned) -> None:
    """Ask the scanner, if there is one. What it finds is remembered by an event and refused."""
    state = app.state
    signature = await state.scanner.signature_in(sent.data)
    if signature is None:
        return
    async with state.database.writing() as session:
        service.remember_infected(
            session,
            actor,
            owner_type=sent.owner_type,
            owner_id=sent.owner_id or None,
            place=place,
            sha256=hashlib.sha256(sent.data).hexdigest(),
            name=clean_name(sent.name),
            signature=signature,
        )
    raise InfectedFile(f"病毒扫描在文件中发现 {signature},文件未保存")


async def _media_type(data: bytes) -> str:
    try:
        return await asyncio.to_thread(media_type_of, data)
    except Unacceptable as error:
        raise Unsupported(str(error)) from error


async def _check_room(app: FastAPI, session: AsyncSession, sent: Sent) -> None:
    settings = app.state.settings
    taken = await queries.taken_by(session, sent.owner_type, sent.owner_id)
    if taken.files >= settings.owner_max_files:
        raise Conflict(f"附件最多 {settings.owner_max_files} 个")
    if taken.size + len(sent.data) > settings.owner_max_bytes:
        raise TooLarge(f"附件合计不能超过 {settings.owner_max_bytes / 1_000_000:.0f} MB")
