"""Findings of a ledger: a table whose columns are named by the synonyms of the labels.

Whatever the file, a merged cell is the same `Cell` in every place it covers: it is told by its span. A row that one
cell fills names the group of the rows below; a row without a problem goes on with the measures of the one above.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

from mingze.papers.answer import Finding, Span
from mingze.papers.dates import due_date, only_date
from mingze.papers.extracted import Cell, Extracted, Table
from mingze.papers.labels import FieldName, is_key_matter, status_of
from mingze.papers.ledger_head import Head, column_of, head_of
from mingze.papers.measures import parts_of
from mingze.papers.source import one_width

_NO_GROUP = re.compile(
    r"(?:注|备注|说明|填表|填报|审核|审批|制表|复核|联系|合计|小计|总计|共计|以下空白|附件)"
)
_NOTE = re.compile(r"(?:注|备注|说明|填表说明|附注) ?\d? ?[:.]")
_TOTAL = frozenset({"合计", "小计", "总计", "共计"})
_LONGEST_GROUP = 150
_SECTION = re.compile(r"([一二三四五六七八九十]{1,3}) ?、")
_PART = re.compile(r"\([一二三四五六七八九十]{1,3}\)")
_NUMBER = re.compile(r"\(?(\d{1,6})(?:\.0)?[、.)]?$")
_MONTH = re.compile(r"(\d{4}) ?[./-] ?(\d{1,2})$")
_SERIAL = re.compile(r"\d{5}(?:\.0)?$")
# Sheets count days from here; what lies in this century may be one.
_DAY_ZERO, _SERIALS = date(1899, 12, 30), range(36_526, 73_051)
_FILLED_BY = re.compile(
    r"(?:填报|填表|编制|制表|报送)(?:单位|部门|党组织|科室) ?:|被巡[察视](?:单位|党组织) ?:|^单位(?:名称)? ?:"
)
_FILLED_ON = re.compile(
    r"(?:填报|填表|编制|制表|报送|更新|统计)(?:日期|时间) ?:|^日期 ?:|^(?:截至|截止)(?:日期|时间)? ?:?"
)
_KEY = ("problem", "number", "ordinal")
_FILL: tuple[FieldName, ...] = ("progress", "status_text", "owner", "unit", "due")


@dataclass
class Ledger:
    findings: list[Finding] = field(default_factory=list)
    issuer: Span | None = None
    issued: tuple[Span, date] | None = None
    # What is read beside the values: heads of columns, labels of parts.
    columns: list[Span] = field(default_factory=list)
    held: list[Span] = field(default_factory=list)
    # Where further lists name a problem again.
    repeated: list[Span] = field(default_factory=list)
    # The rows that were read as a ledger, head and all: no prose of a report.
    rows: list[Span] = field(default_factory=list)


def read_ledger(extracted: Extracted) -> Ledger:
    """The findings of every table with the head of a ledger. Lists of the same problems are read as one."""
    ledger = Ledger()
    plain = one_width(extracted.text)
    known: dict[tuple[str | None, str], Finding] = {}
    before: tuple[Table, Head] | None = None
    for table in extracted.tables:
        head = head_of(table) or _gone_on(before, table, ledger.findings)
        if head is None:
            continue
        before = (table, head)
        ledger.columns += head.spans
        rows = table[head.first :]
        while len(rows) > 1 and _is_note(rows[-1]):
            rows = rows[:-1]
        spans = [cell.span for row in rows for cell in row]
        ledger.rows.append((min(start for start, _ in spans), max(end for _, end in spans)))
        _filled(plain, table[: head.first], ledger)
        reading = _Reading(extracted.text, plain, head, table, ledger)
        for row in table[head.last + 1 :]:
            reading.read(row)
        for finding in reading.findings:
            _take(ledger, known, finding)
        for finding in reading.findings:
            known.setdefault(_key(finding), finding)
    return ledger


def _gone_on(before: tuple[Table, Head] | None, table: Table, findings: list[Finding]) -> Head | None:
    """The head of the table before, where this one goes on with it: as wide, and its first row has the next number."""
    if before is None or not findings or not table or len(table[0]) != len(before[0][-1]):
        return None
    columns = before[1].columns
    at = columns.get("number", columns.get("ordinal", len(table[0])))
    number = _NUMBER.match(one_width(table[0][at].text)) if at < len(table[0]) else None
    last = findings[-1].number
    follows = number is not None and last is not None and last.isdecimal() and int(number[1]) == int(last) + 1
    return Head(0, -1, columns, []) if follows else None


def _take(ledger: Ledger, known: dict[tuple[str | None, str], Finding], finding: Finding) -> None:
    """A problem that an earlier list holds too, with the same number, gains what only this list says of it."""
    before = known.get(_key(finding))
    names = [name for name in finding.spans if name not in _KEY]
    if before is None or any(name in before.spans for name in names):
        ledger.findings.append(finding)
        return
    for name in names:
        before.spans[name] = finding.spans[name]
        setattr(before, name, getattr(finding, name))
    before.status = before.status or finding.status
    before.key_matter = before.key_matter or finding.key_matter
    ledger.repeated += [finding.spans[name] for name in _KEY if name in finding.spans]


def _key(finding: Finding) -> tuple[str | None, str]:
    return (finding.number, "".join(finding.problem.split()))


class _Reading:
    """Reads the rows of one table in turn."""

    def __init__(self, text: str, plain: str, head: Head, table: Table, ledger: Ledger) -> None:
        self.findings: list[Finding] = []
        self._text, self._plain, self._columns, self._ledger = text, plain, head.columns, ledger
        self._above = {cell.text for row in table[: head.first] for cell in row}
        self._section: Cell | None = None
        self._group: Cell | None = None
        self._open: Finding | None = None
        self._measures_read: set[Span] = set()

    def read(self, row: list[Cell]) -> None:
        cells = {
            name: row[column]
            for name, column in self._columns.items()
            if column < len(row) and row[column].text.strip()
        }
        if _repeats_head(row, cells):
            self._ledger.columns += [cell.span for cell in cells.values()]
        elif (alone := self._alone(row)) is not None:
            self._take_group(alone)
        elif not any(
            cells[name].text in _TOTAL for name in ("ordinal", "number", "problem") if name in cells
        ):
            self._take_cells(row, cells)

    def _alone(self, row: list[Cell]) -> Cell | None:
        """The only cell of a row, where it fills several columns or stands where a number would."""
        filled = [(index, cell) for index, cell in enumerate(row) if cell.text]
        if not filled or any(cell.span != filled[0][1].span for _, cell in filled):
            return None
        index, cell = filled[0]
        numbers = {self._columns.get("ordinal"), self._columns.get("number")}
        counted = index in numbers and not _NUMBER.match(one_width(cell.text))
        return cell if len(row) > 1 and (len(filled) > 1 or counted) else None

    def _take_group(self, cell: Cell) -> None:
        """The name of a group; notes, totals and a title that is printed again are none, and stay unread."""
        plain = one_width(cell.text)
        self._open = None
        if _NO_GROUP.match(plain) or len(plain) > _LONGEST_GROUP or cell.text in self._above:
            return
        if _PART.match(plain) and self._group and _SECTION.match(one_width(self._group.text)):
            self._section = self._group
        elif not _PART.match(plain):
            self._section = None
        self._group = cell

    def _take_cells(self, row: list[Cell], cells: dict[FieldName, Cell]) -> None:
        """One row is one finding, or goes on with the finding above it."""
        problem = cells.get("problem")
        if self._open and (problem is None or problem.span == self._open.spans["problem"]):
            self._go_on(self._open, cells)
        elif problem is not None:
            if "number" not in self._columns and "ordinal" in cells:
                cells["number"] = cells["ordinal"]
            self._open = self._finding(row, cells)
            self.findings.append(self._open)

    def _go_on(self, finding: Finding, cells: dict[FieldName, Cell]) -> None:
        """More measures, and what the finding did not say of itself yet."""
        measures = self._measures(cells)
        if measures:
            finding.measures += [self._text[start:end] for start, end in measures]
            finding.spans.setdefault("measures", []).extend(measures)
        own = self._values(
            {name: cells[name] for name in _FILL if name in cells and name not in finding.spans}
        )
        for name, (value, span) in own.items():
            setattr(finding, name, value)
            finding.spans[name] = span
            if name == "status_text":
                finding.status = status_of(one_width(str(value)))
        ends = [end for _, end in (*measures, *(span for _, span in own.values()))]
        finding.span = (finding.span[0], max(finding.span[1], *ends, 0))

    def _measures(self, cells: dict[FieldName, Cell]) -> list[Span]:
        cell = cells.get("measures")
        if cell is None or cell.span in self._measures_read:
            return []
        self._measures_read.add(cell.span)
        parts = parts_of(self._plain, *cell.span)
        self._ledger.held += [part.mark for part in parts if part.mark]
        return [part.span for part in parts]

    def _values(self, cells: dict[FieldName, Cell]) -> dict[str, tuple[object, Span]]:
        """What the cells say, where they say it; a cell that cannot be read as what its column asks is left out."""
        values: dict[str, tuple[object, Span]] = {}
        for name, cell in cells.items():
            value: object = cell.text
            if name == "due":
                value = _due(one_width(cell.text).strip())
            elif name == "key_matter":
                value = _yes_or_no(cell.text)
            elif name == "number":
                number = _NUMBER.match(one_width(cell.text).strip())
                value = number[1] if number else cell.text
            if value is not None and name != "measures":
                values[name] = (value, cell.span)
        return values

    def _finding(self, row: list[Cell], cells: dict[FieldName, Cell]) -> Finding:
        measures = self._measures(cells)
        values = self._values(cells) | self._groups(cells)
        spans: dict[str, Span | list[Span]] = {name: span for name, (_, span) in values.items()}
        if measures:
            spans["measures"] = list(measures)
        place = cells["problem"].span[0]
        own = [cell.span for cell in row if cell.text and cell.span[1] >= place]
        said = {name: value for name, (value, _) in values.items()}
        return Finding(
            section=_word(said, "section"),
            group=_word(said, "group"),
            number=_word(said, "number"),
            problem=cells["problem"].text,
            measures=[self._text[start:end] for start, end in measures],
            progress=_word(said, "progress"),
            status=status_of(one_width(_word(said, "status_text") or "")),
            status_text=_word(said, "status_text"),
            owner=_word(said, "owner"),
            unit=_word(said, "unit"),
            due=said["due"] if isinstance(said.get("due"), date) else None,  # type: ignore[arg-type]
            key_matter=bool(said.get("key_matter", is_key_matter(_word(said, "group") or ""))),
            span=(min(start for start, _ in own), max(end for _, end in own)),
            spans=spans,
        )

    def _groups(self, cells: dict[FieldName, Cell]) -> dict[str, tuple[object, Span]]:
        """Group and section from the rows above; a kind that a column gives each problem yields to the row."""
        said: dict[str, tuple[object, Span]] = {}
        if self._group:
            said["group"] = (self._group.text, self._group.span)
        section = self._section or self._group
        number = _SECTION.match(one_width(section.text)) if section else None
        if section and number and "section" not in cells:
            start = section.span[0]
            said["section"] = (number[1], (start + number.start(1), start + number.end(1)))
        return said


def _word(said: dict[str, object], name: str) -> str | None:
    value = said.get(name)
    return value if isinstance(value, str) else None


def _due(text: str) -> date | None:
    """A day, the end of a month or a year, or the number by which a sheet keeps a day."""
    month = _MONTH.match(text)
    if month and 1 <= int(month[2]) <= 12 and int(month[1]) > 0:
        year, at = int(month[1]), int(month[2])
        return date(year, at, monthrange(year, at)[1])
    if _SERIAL.match(text) and int(text[:5]) in _SERIALS:
        return _DAY_ZERO + timedelta(days=int(text[:5]))
    return due_date(text)


def _is_note(row: list[Cell]) -> bool:
    """A last row of one cell that explains the table: prose below it."""
    told = {cell.span: cell.text for cell in row if cell.text.strip()}
    return len(told) == 1 and _NOTE.match(one_width(next(iter(told.values())))) is not None


def _repeats_head(row: list[Cell], cells: dict[FieldName, Cell]) -> bool:
    """Long ledgers print their head again on every page, both rows of it. One wide cell names a group: (二)其他问题."""
    named = {cell.span for cell in row if cell.text and column_of(cell.text)}
    return (
        len(named) > 1 and all(column_of(cell.text) is not None for cell in cells.values()) and len(cells) > 0
    )


def _filled(plain: str, rows: Table, ledger: Ledger) -> None:
    """Who filled the table in and when, from the rows above its head."""
    for row in rows:
        cells = list({cell.span: cell for cell in row if cell.text}.values())
        for at, cell in enumerate(cells):
            beside = cells[at + 1].span if at + 1 < len(cells) else None
            issuer = _after(_FILLED_BY, plain, cell.span, beside)
            if issuer and not ledger.issuer:
                ledger.issuer = issuer
            day = _after(_FILLED_ON, plain, cell.span, beside)
            on = only_date(plain[slice(*day)]) if day else None
            if day and on and not ledger.issued:
                ledger.issued = (day, on)


def _after(label: re.Pattern[str], plain: str, span: Span, beside: Span | None) -> Span | None:
    """The words after a label, up to a wide blank; where there are none, the next cell."""
    found = label.search(plain[slice(*span)])
    if not found:
        return None
    start, end = span[0] + found.end(), span[1]
    start += len(plain[start:end]) - len(plain[start:end].lstrip())
    stop = plain.find("  ", start, end)
    end = stop if stop >= 0 else end
    return (start, end) if start < end else beside


def _yes_or_no(cell: str) -> bool | None:
    """What a cell of a column that asks (重点问题) answers."""
    plain = cell.strip().lower()
    if plain in ("是", "√", "✓", "✔", "y", "yes", "1", "true", "重点"):
        return True
    return False if plain in ("否", "×", "✗", "n", "no", "0", "false", "非重点", "—", "-", "/") else None
