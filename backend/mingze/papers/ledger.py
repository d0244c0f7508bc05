"""Findings of a ledger: a table whose columns are named by the synonyms of the labels."""

from dataclasses import dataclass, field

from mingze.papers.answer import Finding, Span
from mingze.papers.dates import only_date
from mingze.papers.extracted import Cell, Extracted, Table
from mingze.papers.labels import FIELD_OF_COLUMN, FieldName, is_key_matter, status_of, yes_or_no
from mingze.papers.measures import parts_of
from mingze.papers.source import one_width

_HEAD_ROWS = 12


@dataclass
class Ledger:
    findings: list[Finding] = field(default_factory=list)
    # What is read beside the values: heads of columns, labels of parts.
    columns: list[Span] = field(default_factory=list)
    held: list[Span] = field(default_factory=list)
    measures_read: set[Span] = field(default_factory=set)
    # The row over the findings that one cell fills.
    group: Cell | None = None
    # The text in one width, made once: a ledger has thousands of rows.
    plain: str = ""


def read_ledger(extracted: Extracted) -> Ledger:
    """The findings of every table that has a column of problems and one more that is known."""
    ledger = Ledger(plain=one_width(extracted.text))
    for table in extracted.tables:
        head = _head(table)
        if head is None:
            continue
        last, places = head
        ledger.columns += [table[at][column].span for at, column in places.values()]
        columns = {name: column for name, (_, column) in places.items()}
        ledger.group = None
        for row in table[last + 1 :]:
            if _is_group(row):
                ledger.group = row[0]
                continue
            _read_row(extracted.text, row, columns, ledger)
    return ledger


_Places = dict[FieldName, tuple[int, int]]


def _head(table: Table) -> tuple[int, _Places] | None:
    """The last row of the head, and in which row and column each field is named."""
    for at, row in enumerate(table[:_HEAD_ROWS]):
        named = _named(row, at)
        if "problem" in named and len(named) >= 2:
            under = table[at + 1] if at + 1 < len(table) else []
            if not _parts_head(row, under):
                return at, named
            return at + 1, _named(under, at + 1) | named
        if "problem" in named and at + 1 < len(table) and _parts_head(row, table[at + 1]):
            named = _named(table[at + 1], at + 1) | named
            if len(named) >= 2:
                return at + 1, named
    return None


def _named(row: list[Cell], at: int) -> _Places:
    named: _Places = {}
    for index, cell in enumerate(row):
        name = _column(cell.text)
        if name is not None:
            named.setdefault(name, (at, index))
    return named


def _parts_head(row: list[Cell], under: list[Cell]) -> bool:
    """Whether a second row divides the head: under cells that reach over several columns stand the names of each."""
    parted = False
    for index, cell in enumerate(under[: len(row)]):
        above = row[index]
        wide = any(0 <= at < len(row) and row[at] is above for at in (index - 1, index + 1))
        if cell is not above and cell.text and not wide:
            return False
        parted |= cell is not above and wide and _column(cell.text) is not None
    return parted


def _is_group(row: list[Cell]) -> bool:
    """Whether one cell with words reaches over the whole row: what it says holds for the rows under it."""
    return len(row) > 1 and bool(row[0].text) and all(cell is row[0] for cell in row)


def _column(head: str) -> FieldName | None:
    plain = "".join(one_width(head).split()).rstrip(":")
    bracket = plain.find("(")
    return FIELD_OF_COLUMN.get(plain) or FIELD_OF_COLUMN.get(plain[:bracket] if bracket > 0 else "")


def _read_row(text: str, row: list[Cell], columns: dict[FieldName, int], ledger: Ledger) -> None:
    """One row is one finding, or one more measure of the finding whose problem cell reaches down to it."""
    cells = {
        name: row[column]
        for name, column in columns.items()
        if column < len(row) and row[column].text.strip()
    }
    problem = cells.get("problem")
    if problem is None or _repeats_head(cells):
        return
    measures = _measures(cells, ledger)
    last = ledger.findings[-1] if ledger.findings else None
    if last and last.spans["problem"] == problem.span:
        last.measures += [text[start:end] for start, end in measures]
        if measures:
            last.spans.setdefault("measures", []).extend(measures)
        last.span = (last.span[0], max(last.span[1], *(end for _, end in measures), 0))
        return
    if "number" not in columns and "ordinal" in cells:
        cells["number"] = cells["ordinal"]
    if ledger.group and "group" not in cells:
        cells["group"] = ledger.group
    ledger.findings.append(_finding(text, row, cells, measures))


def _measures(cells: dict[FieldName, Cell], ledger: Ledger) -> list[Span]:
    cell = cells.get("measures")
    if cell is None or cell.span in ledger.measures_read:
        return []
    ledger.measures_read.add(cell.span)
    parts = parts_of(ledger.plain, *cell.span)
    ledger.held += [part.mark for part in parts if part.mark]
    return [part.span for part in parts]


def _finding(text: str, row: list[Cell], cells: dict[FieldName, Cell], measures: list[Span]) -> Finding:
    words = {name: cell.text for name, cell in cells.items()}
    spans: dict[str, Span | list[Span]] = {
        name: cell.span for name, cell in cells.items() if name not in ("measures", "due", "key_matter")
    }
    if measures:
        spans["measures"] = measures
    due = only_date(one_width(words["due"])) if "due" in words else None
    if due:
        spans["due"] = cells["due"].span
    key_matter = yes_or_no(words["key_matter"]) if "key_matter" in words else None
    if key_matter is not None:
        spans["key_matter"] = cells["key_matter"].span
    place = cells["problem"].span[0]
    own = [cell.span for cell in row if cell.text and cell.span[1] >= place] or [cells["problem"].span]
    return Finding(
        section=words.get("section"),
        group=words.get("group"),
        number=words.get("number"),
        problem=words["problem"],
        measures=[text[start:end] for start, end in measures],
        progress=words.get("progress"),
        status=status_of(one_width(words["status_text"])) if "status_text" in words else None,
        status_text=words.get("status_text"),
        owner=words.get("owner"),
        unit=words.get("unit"),
        due=due,
        key_matter=is_key_matter(words.get("group", "")) if key_matter is None else key_matter,
        span=(min(start for start, _ in own), max(end for _, end in own)),
        spans=spans,
    )


def _repeats_head(cells: dict[FieldName, Cell]) -> bool:
    """Long ledgers print their head again on every page."""
    return all(_column(cell.text) == name for name, cell in cells.items())
