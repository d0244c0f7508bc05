"""Forms of pages, as browsers send them: flat fields, turned into what the services take."""

from collections.abc import Mapping
from typing import Any, TypeVar

from fastapi import Request, UploadFile
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData

from mingze.kit.problems import Invalid
from mingze.kit.web import in_chinese
from mingze.portal.rules import MAX_FILES
from mingze.portal.schemas import PortalReach, PortalWords

#: More than any form of ours has.
_MOST_FIELDS = 40
#: Of one field: the longest text fits, each letter of three bytes.
_LONGEST = 60_000
#: A field that nobody sees. Programs that fill in everything fill it in, too.
_TRAP = "homepage"
_REACH = frozenset(PortalReach.model_fields)
_CHECKS = frozenset({"names_head", "confidential"})
#: What a form says beside the words.
_BESIDE = frozenset({"receipt", "token", "unit", "q", _TRAP})

Shape = TypeVar("Shape", bound=BaseModel)
#: Field of a form → what is wrong with it; "" for the form as a whole.
Faults = dict[str, str]


class Fields(dict[str, str]):
    """What was sent, each field once, text only."""

    def __missing__(self, name: str) -> str:
        return ""


async def fields_of(request: Request) -> Fields:
    """The fields of a form without files. Invalid where the trap was stepped into."""
    async with request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_LONGEST) as sent:
        return _texts(sent)


async def files_of(request: Request) -> tuple[Fields, FormData]:
    """The fields, and the form that holds the files: to be closed by whoever read them."""
    sent = await request.form(max_files=MAX_FILES, max_fields=_MOST_FIELDS, max_part_size=_LONGEST)
    return _texts(sent), sent


def uploads(sent: FormData) -> list[UploadFile]:
    """The files that were chosen; a browser sends an empty one where none was."""
    found: list[Any] = sent.getlist("files")
    return [file for file in found if not isinstance(file, str) and file.filename]


def _texts(sent: FormData) -> Fields:
    fields = Fields({name: value for name, value in sent.items() if isinstance(value, str)})
    if fields[_TRAP].strip():
        raise Invalid("提交未被接受:请不要填写“主页”一栏,它只用来识别自动程序。请返回后重新提交")
    return fields


def words_of(fields: Fields, unit_id: int | None) -> tuple[PortalWords | None, Faults]:
    """The complaint that a form says, or what is wrong with which of its fields."""
    given: dict[str, Any] = {"unit_id": unit_id, "reach": {}}
    for name, value in fields.items():
        if name in _BESIDE or not value.strip():
            continue
        (given["reach"] if name in _REACH else given)[name] = value == "1" if name in _CHECKS else value
    return checked(PortalWords, given)


def checked(shape: type[Shape], given: Mapping[str, Any]) -> tuple[Shape | None, Faults]:
    try:
        return shape.model_validate(given), {}
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        return None, {str(fault["loc"][-1]) if fault["loc"] else "": _said(fault) for fault in found[:20]}


def _said(fault: Any) -> str:
    if fault["type"] in {"missing", "enum", "literal_error"}:
        return "请选择一项" if fault["loc"][-1] in {"concern", "matter", "kind", "giver"} else "请填写"
    return in_chinese(fault)


def faults_of(problem: Invalid) -> Faults:
    """The fields that a service refused."""
    found = {error.pointer.rpartition("/")[2]: error.message for error in problem.errors}
    own = {"unit_id": "unit", "token": "", "receipt": ""}
    return {own.get(name, name): said for name, said in found.items()} or {"": problem.detail}
