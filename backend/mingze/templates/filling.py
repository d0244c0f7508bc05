"""Templates and the writer: checked, described and filled, within limits."""

from io import BytesIO
from typing import Any

import docx

from mingze.access.actor import Actor
from mingze.kit.problems import NotFound
from mingze.templates import queries
from mingze.templates.rules import TEMPLATE_KINDS, TemplateKind


async def check(state: Any, kind: TemplateKind, data: bytes) -> None:
    """Refuse a template with fields that are not known."""


def fields(kind: TemplateKind) -> list[dict[str, Any]]:
    return [{"name": "title", "label": "标题", "inside": None, "repeats": False}]


def starter(kind: TemplateKind) -> bytes:
    target = BytesIO()
    document = docx.Document()
    document.add_paragraph(f"{TEMPLATE_KINDS[kind]} {{{{ title }}}}")
    document.save(target)
    return target.getvalue()


async def template(state: Any, actor: Actor, kind: TemplateKind, template_id: int) -> bytes:
    async with state.database.reading() as session:
        found = await queries.template(session, actor, template_id)
    if found is None or found["kind"] != kind:
        raise NotFound("没有这份模板,或不在您的可见范围内")
    data: bytes = await state.files.read(found["sha256"])
    return data


async def fill_report(state: Any, template: bytes, data: Any, profile: Any) -> bytes:
    return template


async def fill_list(state: Any, template: bytes, data: Any, form: Any) -> bytes:
    return template
