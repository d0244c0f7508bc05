"""Tasks and stages that a plan lists in a table: one row is one of them, its columns are told by their heads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from mingze.papers.answer import Due, Span, Stage, Task
from mingze.papers.charges import SAID_OF_LABEL, Times, units_of
from mingze.papers.extracted import Cell, Table
from mingze.papers.periods import due_of, periods_in
from mingze.papers.source import Source, one_width
from mingze.papers.stages import name_of
from mingze.papers.tasks import heading_end

Column = Literal["number", "title", "text", "departments", "due", "stage", "time"]
_HEADS: dict[Column, tuple[str, ...]] = {
    "number": ("序号", "编号"),
    "title": (
        *(
            "任务",
            "工作任务",
            "重点任务",
            "主要任务",
            "整治任务",
            "任务名称",
            "任务内容",
            "目标任务",
            "工作事项",
            "事项",
        ),
        *(
            "工作内容",
            "整治内容",
            "治理内容",
            "重点工作",
            "重点内容",
            "整治重点",
            "工作项目",
            "项目",
            "内容",
            "主要内容",
        ),
    ),
    "text": (
        *(
            "措施",
            "具体措施",
            "工作措施",
            "主要措施",
            "整治措施",
            "重点举措",
            "工作举措",
            "任务要求",
            "工作要求",
        ),
        *("具体内容", "具体任务", "具体要求", "工作标准", "任务分解", "具体工作"),
    ),
    "stage": ("阶段", "工作阶段", "步骤", "工作步骤", "阶段名称", "实施阶段", "实施步骤", "活动阶段"),
    "time": (
        "时间",
        "时间安排",
        "起止时间",
        "实施时间",
        "工作时间",
        "时间节点",
        "日期",
        "起止日期",
        "时间进度",
    ),
}
_COLUMN_OF_HEAD: dict[str, Column] = {head: column for column, heads in _HEADS.items() for head in heads}
_HEAD_ROWS = 3


@dataclass
class Listed:
    stages: list[Stage] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    stage_spans: list[Span] = field(default_factory=list)
    task_spans: list[Span] = field(default_factory=list)
    # Where the tables stand that were read: their words are no paragraphs.
    places: list[Span] = field(default_factory=list)


def read_tables(tables: Sequence[Table], times: Times) -> Listed:
    listed = Listed()
    for table in tables:
        for at, row in enumerate(table[:_HEAD_ROWS]):
            columns = _columns(row)
            if "stage" in columns and "time" in columns:
                _stages(table[at + 1 :], columns, times, listed)
            elif ("title" in columns or "text" in columns) and ("departments" in columns or "due" in columns):
                _tasks(table[at + 1 :], columns, times, listed)
            else:
                continue
            listed.places.append((row[0].span[0], max(cell.span[1] for line in table for cell in line)))
            break
    return listed


def _columns(row: list[Cell]) -> dict[Column, list[int]]:
    columns: dict[Column, list[int]] = {}
    for at, cell in enumerate(row):
        head = "".join(one_width(cell.text).split()).split("(")[0]
        said = SAID_OF_LABEL.get(head)
        column = _COLUMN_OF_HEAD.get(head) or (said if said in ("departments", "due") else None)
        if column:
            columns.setdefault(column, []).append(at)
    # 重点任务 beside 工作内容: the second says more of the first.
    if len(columns.get("title", [])) > 1 and "text" not in columns:
        columns["text"] = columns["title"][1:]
    if "stage" not in columns and "time" in columns and "due" not in columns:
        columns["due"] = columns["time"]
    return columns


def _cell(row: list[Cell], columns: dict[Column, list[int]], name: Column) -> Cell | None:
    at = columns.get(name, [len(row)])[0]
    return row[at] if at < len(row) and row[at].text.strip() else None


def _tasks(rows: list[list[Cell]], columns: dict[Column, list[int]], times: Times, listed: Listed) -> None:
    for row in rows:
        number, title, text = (_cell(row, columns, name) for name in ("number", "title", "text"))
        if title is None and text is None:
            continue
        units = [row[at] for at in columns.get("departments", []) if at < len(row) and row[at].text.strip()]
        due = _cell(row, columns, "due")
        used = [cell for cell in (number, title, text, *units, due) if cell]
        names, words = _named(title, text)
        listed.tasks.append(
            Task(
                number=number.text if number else "",
                title=names,
                text=words,
                departments=[name for cell in units for name in _units(cell)],
                due=_due(due, times),
                span=(min(cell.span[0] for cell in used), max(cell.span[1] for cell in used)),
            )
        )
        listed.task_spans += [cell.span for cell in used]


def _named(title: Cell | None, text: Cell | None) -> tuple[str, str]:
    if title and text:
        return title.text, text.text
    whole = (title or text or Cell("", (0, 0))).text
    stop, after = heading_end(one_width(whole))
    return whole[:stop], whole[after:].strip()


def _units(cell: Cell) -> list[str]:
    return [cell.text[start:end] for start, end in units_of(one_width(cell.text), 0, len(cell.text))]


def _due(cell: Cell | None, times: Times) -> Due:
    if cell is None:
        return Due("none", None, None)
    text = one_width(cell.text)
    due = due_of(text, 0, len(text), cell.text, year=times.year, issued=times.issued)
    return due or Due("none", None, cell.text)


def _stages(rows: list[list[Cell]], columns: dict[Column, list[int]], times: Times, listed: Listed) -> None:
    year = times.year
    for row in rows:
        stage, time = _cell(row, columns, "stage"), _cell(row, columns, "time")
        if stage is None or (listed.stages and stage.span == listed.stage_spans[-2]):
            continue
        when = one_width(time.text) if time else ""
        period = next(periods_in(when, 0, len(when), year=year, issued=times.issued), None)
        last = (period.end or period.start) if period else None
        year = last.year if last else year
        source = Source.of(stage.text)
        name = name_of(source, 0, len(stage.text), None) or (0, len(stage.text))
        listed.stages.append(
            Stage(
                number=len(listed.stages) + 1,
                name=stage.text[slice(*name)],
                mechanism=None,
                start=period.start if period else None,
                end=period.end if period else None,
                span=stage.span,
            )
        )
        listed.stage_spans += [stage.span, time.span if time else stage.span]
