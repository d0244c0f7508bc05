"""Taking what is sent within its size limit."""

from fastapi import UploadFile
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mingze.kit.problems import TooLarge, refuse_field
from mingze.kit.web import answer

#: What is no file: the longest text of a row fits many times over. JSON becomes some twenty times its size in
#: memory and is read at one go before anybody has signed in, so it must not have the size of an upload.
MAX_JSON = 1_000_000


class BodyLimit:
    """Refuses a body of more than `max_bytes` (a form with a file) or MAX_JSON (anything else), before it is
    read where its length is told, else while it is.

    FastAPI's own `max_body_size` answers in plain text; every error of ours is a problem.
    """

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self.app = app
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        is_form = headers.get("content-type", "").lower().startswith("multipart/form-data")
        max_bytes = self.max_bytes if is_form else min(self.max_bytes, MAX_JSON)
        told = headers.get("content-length", "0")
        if told.isdecimal() and int(told) > max_bytes:
            await answer(TooLarge())(scope, receive, send)
            return
        taken = 0

        async def receive_within_limit() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > max_bytes:
                # The one kind of error that the reading of bodies lets through; it becomes the same problem.
                raise HTTPException(TooLarge.status)
            return message

        await self.app(scope, receive_within_limit, send)


async def read_upload(file: UploadFile, max_bytes: int) -> bytes:
    """The content. TooLarge beyond `max_bytes`, Invalid where it is empty."""
    if file.size is not None and file.size > max_bytes:
        raise TooLarge(_limit(max_bytes))
    data = await file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise TooLarge(_limit(max_bytes))
    if not data:
        raise refuse_field("/body/file", "文件是空的")
    return data


def _limit(max_bytes: int) -> str:
    return f"文件不能超过 {max_bytes / 1_000_000:.0f} MB"
