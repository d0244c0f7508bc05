"""`mingze write INPUT.json -o OUT.docx|.pdf|.xlsx`: what `mingze read --json` said, as an official document."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from mingze.papers.writing.answered import (
    Answered,
    NotAnAnswerError,
    list_of,
    plan_of,
    read_answer,
    report_of,
)
from mingze.papers.writing.columns import FIGURE_FORM, FORMS, FigureRow, ListForm
from mingze.papers.writing.listing import LedgerTooLongError, ListData
from mingze.papers.writing.model import LedgerRow
from mingze.papers.writing.pdf import report_pdf
from mingze.papers.writing.planning import plan_docx, plan_pdf
from mingze.papers.writing.profiles import PROFILES
from mingze.papers.writing.publishing import Unapproved, Version, outer_report, outer_rows
from mingze.papers.writing.sheet import list_xlsx
from mingze.papers.writing.template_fields import (
    TemplateKind,
    TemplateValues,
    list_values,
    plan_values,
    report_values,
)
from mingze.papers.writing.template_start import describe_fields, make_template
from mingze.papers.writing.templates import TemplateRefusedError, fill_template
from mingze.papers.writing.word import report_docx
from mingze.papers.writing.word_list import list_docx

KINDS = get_args(TemplateKind)
_KIND_OF: dict[str, TemplateKind] = {
    "rectification_report": "report",
    "finding_ledger": "list",
    "campaign_plan": "plan",
    "annual_report": "list",
}
_SUFFIXES: dict[TemplateKind, tuple[str, ...]] = {
    "report": (".docx", ".pdf"),
    "plan": (".docx", ".pdf"),
    "list": (".docx", ".xlsx"),
}
_NAMES: dict[TemplateKind, str] = {"report": "报告", "plan": "方案", "list": "清单"}


class CannotWriteError(ValueError):
    """Why nothing was written, in words for whoever asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line asks for."""

    output: Path
    kind: TemplateKind | None = None
    profile: str = "A"
    form: str | None = None
    version: Version = "inner"
    unapproved: Unapproved = "keep"
    template: Path | None = None
    enclosed: bool = False
    fonts: Path | None = None


def write_command(source: str, wanted: Wanted) -> int:
    """Writes the answer in the file `source` (- is standard input); 1, and why, where that cannot be done."""
    try:
        write(read_answer(_given(source)), wanted)
    except (CannotWriteError, NotAnAnswerError, TemplateRefusedError, LedgerTooLongError) as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(f"{error.filename or wanted.output}：{_why(error)}")
    return 0


def make_template_command(kind: TemplateKind, output: Path) -> int:
    """Writes a template to begin with and says which fields it may hold."""
    try:
        output.write_bytes(make_template(kind))
    except OSError as error:
        return _refuse(f"{error.filename or output}：{_why(error)}")
    sys.stdout.write(describe_fields(kind) + "\n")
    return 0


def _why(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "没有这个文件或文件夹"
        case PermissionError():
            return "没有读写权限"
        case IsADirectoryError():
            return "是文件夹，不是文件"
        case _:
            return error.strerror or "无法读写"


def write(answer: Answered, wanted: Wanted) -> None:
    kind = wanted.kind or _kind(answer, wanted.output.suffix.lower())
    suffix = wanted.output.suffix.lower()
    if suffix not in _SUFFIXES[kind]:
        raise CannotWriteError(f"{_NAMES[kind]}只能写成 {' 或 '.join(_SUFFIXES[kind])}，不能写成“{suffix}”")
    if wanted.template and suffix != ".docx":
        raise CannotWriteError("使用模板时只能写成 .docx")
    writers: dict[TemplateKind, Callable[[Answered, Wanted], None]] = {
        "report": _write_report,
        "plan": _write_plan,
        "list": _write_list,
    }
    writers[kind](answer, wanted)


def _kind(answer: Answered, suffix: str) -> TemplateKind:
    kind = _KIND_OF.get(answer.kind)
    if kind is None:
        raise CannotWriteError(
            "没有认出原文件是哪一种文件，请用 --kind 指定要写成报告（report）、方案（plan）还是清单（list）"
        )
    return "list" if suffix == ".xlsx" else kind


def _write_report(answer: Answered, wanted: Wanted) -> None:
    if not answer.findings and answer.kind != "rectification_report":
        raise CannotWriteError("原文件中没有问题，不能写成整改报告")
    data, profile = report_of(answer), PROFILES[wanted.profile]
    if wanted.version == "outer":
        data = outer_report(data, unapproved=wanted.unapproved)
    if wanted.template:
        _fill("report", wanted, report_values(data, profile))
    elif wanted.output.suffix.lower() == ".pdf":
        wanted.output.write_bytes(report_pdf(data, profile=profile, font_folders=_fonts(wanted)))
    else:
        report_docx(data, wanted.output, profile=profile)


def _write_plan(answer: Answered, wanted: Wanted) -> None:
    if answer.plan is None:
        raise CannotWriteError("原文件不是工作方案，不能写成方案")
    data = replace(plan_of(answer), enclosed=wanted.enclosed)
    if wanted.template:
        _fill("plan", wanted, plan_values(data))
    elif wanted.output.suffix.lower() == ".pdf":
        wanted.output.write_bytes(plan_pdf(data, font_folders=_fonts(wanted)))
    else:
        plan_docx(data, wanted.output)


def _write_list(answer: Answered, wanted: Wanted) -> None:
    data, form = list_of(answer), _form(answer, wanted)
    if wanted.version == "outer":
        rows = [row for row in data.rows if isinstance(row, LedgerRow)]
        data = replace(data, rows=list(outer_rows(rows, unapproved=wanted.unapproved)))
    if wanted.template:
        _fill("list", wanted, list_values(_findings_only(data), form))
    elif wanted.output.suffix.lower() == ".xlsx":
        list_xlsx(data, wanted.output, form)
    else:
        list_docx(data, wanted.output, form)


def _form(answer: Answered, wanted: Wanted) -> ListForm:
    if answer.kind == "annual_report" and not answer.findings:
        if wanted.form:
            raise CannotWriteError("年度报告写成数据清单，不使用 --form")
        return FIGURE_FORM
    return FORMS[wanted.form or ("task" if answer.plan else "rectification")]


def _findings_only(data: ListData) -> ListData:
    if any(isinstance(row, FigureRow) for row in data.rows):
        raise CannotWriteError("年度报告的数据清单不能使用模板")
    return data


def _fill(kind: Literal["report", "plan", "list"], wanted: Wanted, values: TemplateValues) -> None:
    assert wanted.template  # noqa: S101 - by the caller's condition
    wanted.output.write_bytes(asyncio.run(fill_template(kind, wanted.template.read_bytes(), values)))


def _fonts(wanted: Wanted) -> tuple[Path, ...]:
    return (wanted.fonts,) if wanted.fonts else ()


def _given(source: str) -> str:
    data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAnAnswerError("输入不是 UTF-8 文字") from error


def _refuse(message: str) -> int:
    sys.stderr.write(message + "\n")
    return 1
