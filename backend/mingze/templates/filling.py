"""Templates and the writer: checked, described and filled; whatever opens one does so in a process with limits."""

from collections.abc import Sequence
from typing import Any

from mingze.access.actor import Actor
from mingze.kit.problems import FieldError, Invalid, NotFound, refuse_field
from mingze.papers.writing import FORMS, ListData, Profile, ReportData
from mingze.papers.writing.template_fields import (
    FIELDS,
    TemplateField,
    TemplateValues,
    list_values,
    report_values,
)
from mingze.papers.writing.template_start import make_template
from mingze.papers.writing.templates import TemplateRefusedError, check_template, fill_template
from mingze.templates import queries
from mingze.templates.rules import TemplateKind


async def check(state: Any, kind: TemplateKind, data: bytes) -> None:
    """Refuse a template that could not be filled, saying of each fault in which paragraph it stands."""
    settings = state.settings
    try:
        async with state.reading_slots.taken():
            await check_template(
                kind.value, data, seconds=settings.read_seconds, memory=settings.read_memory_mib << 20
            )
    except TemplateRefusedError as refused:
        errors = [FieldError(_pointer(one.place), one.message) for one in refused.problems]
        raise Invalid(f"模板不能使用:{refused}", errors=errors) from refused


def _pointer(place: str) -> str:
    """A JSON pointer to a place in the file, which has its words for a name."""
    escaped = place.replace("~", "~0").replace("/", "~1")
    return f"/body/file/{escaped}" if place else "/body/file"


def fields(kind: TemplateKind) -> Sequence[TemplateField]:
    return FIELDS[kind.value]


def starter(kind: TemplateKind) -> bytes:
    """A ready template with its fields in place."""
    return make_template(kind.value)


async def template(state: Any, actor: Actor, kind: TemplateKind, template_id: int) -> bytes:
    """The file of a template in sight. NotFound where it is another's, withdrawn, or for other papers."""
    async with state.database.reading() as session:
        found = await queries.template(session, actor, template_id)
    if found is None or found["kind"] != kind:
        raise NotFound("没有这份模板,或不在您的可见范围内")
    data: bytes = await state.files.read(found["sha256"])
    return data


async def fill_report(state: Any, template: bytes, data: ReportData, profile: Profile) -> bytes:
    return await _filled(state, TemplateKind.REPORT, template, report_values(data, profile))


async def fill_list(state: Any, template: bytes, data: ListData, form: str) -> bytes:
    return await _filled(state, TemplateKind.LIST, template, list_values(data, FORMS[form]))


async def _filled(state: Any, kind: TemplateKind, template: bytes, values: TemplateValues) -> bytes:
    try:
        async with state.reading_slots.taken():
            return await fill_template(kind.value, template, values)
    except TemplateRefusedError as refused:
        raise refuse_field("/query/template_id", f"模板不能使用:{refused}") from refused
