"""Taking what is sent within its size limit, and only from whom the operation lets in."""

import re
from collections.abc import AsyncIterator, Callable
from typing import Any, TypeVar

from fastapi import Request, UploadFile
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mingze.kit.problems import TooLarge, refuse_field

#: What is no file: the longest text of a row fits many times over. JSON becomes some twenty times its size in
#: memory and is read at one go before anybody has signed in, so it must not have the size of an upload.
MAX_JSON = 1_000_000
#: What a form may hold besides the file.
_AROUND_A_FILE = 100_000
#: The pieces of a resumable upload.
PIECES = "application/offset+octet-stream"


class BodyLimit:
    """Refuses a body of more than `max_bytes` and a form around it (a file, sent where one is taken) or MAX_JSON
    (anything else), before it is read where its length is told, else while it is.

    FastAPI's own `max_body_size` answers in plain text; every error of ours is a problem.
    """

    def __init__(
        self, app: ASGIApp, max_bytes: int, taking: re.Pattern[str], refuse: Callable[[Scope], ASGIApp]
    ) -> None:
        """`refuse`: what answers where a body is too large."""
        self.app = app
        self.refuse = refuse
        self.max_bytes = max_bytes + _AROUND_A_FILE
        self.taking = taking

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        is_file = headers.get("content-type", "").lower().startswith(("multipart/form-data", PIECES))
        large = is_file and self.taking.fullmatch(f"{scope['method']} {scope['path']}")
        max_bytes = self.max_bytes if large else min(self.max_bytes, MAX_JSON)
        told = headers.get("content-length", "0")
        if told.isdecimal() and int(told) > max_bytes:
            await self.refuse(scope)(scope, receive, send)
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


# --- forms -------------------------------------------------------------------------------------------------

Form = TypeVar("Form", bound=BaseModel)
#: By the name they have in the contract.
FORMS: dict[str, type[BaseModel]] = {}


def takes(operation: str, form: type[BaseModel]) -> dict[str, Any]:
    """`openapi_extra` of an operation that reads `form` itself (see `form_of`)."""
    name = f"Body_{operation}"
    FORMS[name] = form
    content = {"multipart/form-data": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    return {"requestBody": {"required": True, "content": content}}


def form_of(form: type[Form]) -> Callable[[Request], AsyncIterator[Form]]:
    """A dependency that reads a multipart form of that shape; to be named after the guard of the operation.

    FastAPI's own parameters of forms are read before any dependency runs: a file of anybody would lie on the
    disk before it is known that nobody sent it.
    """

    async def read(request: Request) -> AsyncIterator[Form]:
        async with request.form(max_files=1, max_fields=20) as sent:
            given = {name: value for name, value in sent.items() if value != ""}
            try:
                value = form.model_validate(given)
            except ValidationError as error:
                # Without the input, which may be the file.
                faults = error.errors(include_url=False, include_input=False)
                raise RequestValidationError(
                    [{**fault, "loc": ("body", *fault["loc"])} for fault in faults]
                ) from error
            yield value

    return read


async def read_upload(file: UploadFile, max_bytes: int) -> bytes:
    """The content. TooLarge beyond `max_bytes`, Invalid where it is empty."""
    if file.size is not None and file.size > max_bytes:
        raise TooLarge(too_large(max_bytes))
    data = await file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise TooLarge(too_large(max_bytes))
    if not data:
        raise refuse_field("/body/file", "文件是空的")
    return data


def too_large(max_bytes: int) -> str:
    return f"文件不能超过 {max_bytes / 1_000_000:.0f} MB"
