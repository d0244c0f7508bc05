"""Uploads on their way: begun, continued piece by piece, finished as an attachment or dropped.

A piece is written to the file store first and then entered by one statement that moves the count of received
bytes from what it was: of two that continue at the same place one is entered, the other is a Conflict. So nothing
is locked while bytes arrive, and any process of the service can take the next piece.
"""

import logging
import secrets
from datetime import timedelta

from fastapi import FastAPI, Request
from obstore.exceptions import BaseError
from sqlalchemy import delete, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import ClientDisconnect

from mingze.access.actor import Actor
from mingze.attachments import queries
from mingze.attachments.models import Upload, UploadPart
from mingze.attachments.rules import clean_name
from mingze.attachments.schemas import AttachmentView, FromUpload
from mingze.attachments.taking import Sent, made_before, take
from mingze.kit import clock
from mingze.kit.idempotency import alone
from mingze.kit.problems import Conflict, InfectedFile, NotFound, TooLarge, TooManyRequests, Unsupported

log = logging.getLogger("mingze")

#: What is held in memory before it is written to the store.
_PIECE = 4 << 20
#: Pieces of one upload: each is a file in the store and a row. No smallest size instead: a line that breaks ends a
#: piece anywhere. Whoever sends whole megabytes may lose the line hundreds of times and still arrives.
MAX_PIECES = 1000
_FINISH = "createAttachmentFromUpload"


async def begin(app: FastAPI, actor: Actor, *, name: str, length: int) -> Upload:
    """A new upload of the account. TooManyRequests where it has too many unfinished."""
    settings, moment = app.state.settings, clock.now()
    await sweep(app)
    async with app.state.database.writing() as session:
        await alone(session, f"uploads/{actor.account_id}")
        if await queries.unfinished(session, actor.account_id) >= settings.unfinished_uploads:
            raise TooManyRequests(f"未完成的上传最多 {settings.unfinished_uploads} 个,请先完成或放弃")
        made = Upload(
            id=secrets.token_hex(16),
            account_id=actor.account_id,
            name=clean_name(name),
            length=length,
            received=0,
            created_at=moment,
            expires_at=moment + timedelta(hours=settings.upload_hours),
        )
        session.add(made)
    return made


async def find(app: FastAPI, actor: Actor, upload_id: str) -> Upload:
    """An upload of the actor's. NotFound: of somebody else, expired, finished, dropped, or none."""
    async with app.state.database.reading() as session:
        upload = await queries.upload(session, actor.account_id, upload_id)
    if upload is None:
        raise NotFound()
    return upload


async def append(app: FastAPI, actor: Actor, upload_id: str, offset: int, request: Request) -> Upload:
    """Add what the request sends from `offset` on. What arrived before the connection broke is kept."""
    upload = await find(app, actor, upload_id)
    if offset != upload.received:
        raise Conflict(f"已收到 {upload.received} 字节,请从这里续传")
    told = request.headers.get("content-length", "")
    if told.isdecimal() and offset + int(told) > upload.length:
        raise TooLarge("内容超过开始时说明的长度")
    if offset < upload.length:
        await _check_pieces(app, upload)
    piece = bytearray()
    try:
        async for chunk in request.stream():
            piece += chunk
            if offset + len(piece) > upload.length:
                raise TooLarge("内容超过开始时说明的长度")
            if len(piece) >= _PIECE:
                offset = await _enter(app, upload, offset, bytes(piece))
                piece.clear()
    except ClientDisconnect:
        # Nobody is there to read an answer; the next request goes on from what is entered now.
        pass
    upload.received = await _enter(app, upload, offset, bytes(piece))
    return upload


async def _check_pieces(app: FastAPI, upload: Upload) -> None:
    """Conflict where it came in too many already. Before the body is read: one request adds a handful at most."""
    async with app.state.database.reading() as session:
        pieces = await queries.count_parts(session, upload.id)
    if pieces >= MAX_PIECES:
        raise Conflict(f"分段过多:一个文件最多分 {MAX_PIECES} 段续传,请放弃后重新上传,每段大一些")


async def _enter(app: FastAPI, upload: Upload, offset: int, piece: bytes) -> int:
    """Keep a piece; the count after it. Conflict where another came first."""
    if not piece:
        return offset
    key = f"{offset:016d}-{secrets.token_hex(8)}"
    await app.state.files.put_part(upload.id, key, piece)
    end = offset + len(piece)
    async with app.state.database.writing() as session:
        moved = await session.execute(
            update(Upload).where(Upload.id == upload.id, Upload.received == offset).values(received=end)
        )
        entered = moved.rowcount == 1
        if entered:
            session.add(UploadPart(upload_id=upload.id, start=offset, key=key))
    if not entered:
        await app.state.files.drop_part(upload.id, key)
        raise Conflict("同一位置已由另一个请求续传,请用 HEAD 查询后继续")
    return end


async def finish(app: FastAPI, actor: Actor, body: FromUpload, key: str | None) -> AttachmentView:
    """The attachment that the upload becomes. Conflict while it is not all there."""
    told = f"{body.upload_id}/{body.owner_type}/{body.owner_id}".encode()
    if before := await made_before(app, actor, _FINISH, key, told):
        return before
    upload = await find(app, actor, body.upload_id)
    if upload.received != upload.length:
        raise Conflict(f"还没有传完:{upload.length} 字节中收到 {upload.received} 字节")
    async with app.state.database.reading() as session:
        names = await queries.parts(session, upload.id)
    data = b"".join([await app.state.files.read_part(upload.id, name) for name in names])

    async def spend(session: AsyncSession) -> None:
        # In the transaction of the attachment: an upload becomes one attachment, however often it is finished.
        if await queries.upload(session, actor.account_id, upload.id, lock=True) is None:
            raise NotFound()
        await _forget(session, [upload.id])

    sent = Sent(_FINISH, body.owner_type, body.owner_id, upload.name, data, told, spend)
    try:
        made = await take(app, actor, sent, key)
    except (InfectedFile, Unsupported):
        await drop(app, actor, upload.id)
        raise
    await app.state.files.drop_upload(upload.id)
    return made


async def drop(app: FastAPI, actor: Actor, upload_id: str) -> None:
    """Forget an upload of the actor's and what was received of it."""
    async with app.state.database.writing() as session:
        upload = await queries.upload(session, actor.account_id, upload_id, lock=True)
        if upload is None:
            raise NotFound()
        await _forget(session, [upload_id])
    await app.state.files.drop_upload(upload_id)


async def sweep(app: FastAPI) -> None:
    """Forget what has expired. Called with each new upload."""
    async with app.state.database.reading() as session:
        expired = await queries.expired_uploads(session)
    if expired:
        async with app.state.database.writing() as session:
            await _forget(session, expired)
    for upload_id in expired:
        await app.state.files.drop_upload(upload_id)


async def sweep_at_start(app: FastAPI) -> None:
    """The same, and pieces older than any upload can be: what a process that was killed left behind.

    Beside the service, and never in its way: what fails here is swept another time.
    """
    try:
        await sweep(app)
        oldest = clock.now() - timedelta(hours=app.state.settings.upload_hours)
        await app.state.files.drop_parts_before(oldest)
    except (SQLAlchemyError, BaseError, OSError) as error:
        log.warning("expired uploads could not be swept: %s", type(error).__name__)


async def _forget(session: AsyncSession, uploads: list[str]) -> None:
    await session.execute(delete(UploadPart).where(UploadPart.upload_id.in_(uploads)))
    await session.execute(delete(Upload).where(Upload.id.in_(uploads)))
