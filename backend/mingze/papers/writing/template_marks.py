"""What stands between {{ and }} in a Word template, paragraph by paragraph, and what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from docx.oxml.ns import qn

from mingze.papers.writing.template_fields import FIELDS, TemplateField, TemplateKind

PARAGRAPH, ROW, TABLE, CELL, BODY, TEXT = (qn(f"w:{name}") for name in ("p", "tr", "tbl", "tc", "body", "t"))
_SIGN = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛｛|｝｝")
_LONGEST_NAME = 30
MOST_MARKS = 2000
MOST_LOOPS = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a template, and where: words for the clerk who made it."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of one {{…}}."""

    name: str
    paragraph: Any
    place: str


@dataclass(frozen=True, slots=True)
class Loop:
    """Paragraphs between {{每个…}} and {{…结束}}, which belong to the same part of the page."""

    each: str
    begin: Any
    end: Any


@dataclass(frozen=True, slots=True)
class Marks:
    loops: list[Loop]
    rows: list[tuple[Any, str]]
    """Rows of tables that repeat by themselves, and for what."""
    problems: list[Problem]


def words_of(paragraph: Any) -> str:
    """The words of a paragraph itself, not of a text box that is anchored in it."""
    return "".join(
        text.text or "" for text in paragraph.iter(TEXT) if next(text.iterancestors(PARAGRAPH)) is paragraph
    )


def read_marks(root: Any, kind: TemplateKind, part: str) -> Marks:
    """The marks of one part of the document (its body, a header), checked."""
    known = {field.name: field for field in FIELDS[kind]}
    found = Marks([], [], [])
    marks: list[Mark] = []
    for paragraph, place in _places(root, part):
        marks += _in_paragraph(paragraph, place, found.problems)
        if len(marks) > MOST_MARKS:
            found.problems.append(Problem(place, f"字段超过{MOST_MARKS}处"))
        if len(marks) > MOST_MARKS or len(found.problems) > MOST_MARKS:
            return found
    _pair(marks, {field.each for field in known.values() if field.each}, found)
    for mark in marks:
        problem = _known(mark, known, found)
        if problem:
            found.problems.append(Problem(mark.place, problem))
    if len(found.loops) + len(found.rows) > MOST_LOOPS:
        found.problems.append(Problem(part, f"重复的段落和表格行超过{MOST_LOOPS}处"))
    return found


def _places(root: Any, part: str) -> Iterator[tuple[Any, str]]:
    """Every paragraph, and how a clerk finds it."""
    rows = {
        row: f"{part}第{number}个表格第{at}行"
        for number, table in enumerate(root.iter(TABLE), start=1)
        for at, row in enumerate(table.iterchildren(ROW), start=1)
    }
    number = 0
    for paragraph in root.iter(PARAGRAPH):
        row = next(paragraph.iterancestors(ROW), None)
        if row in rows:
            yield paragraph, rows[row]
            continue
        number += 1
        yield paragraph, f"{part}第{number}段"


def _in_paragraph(paragraph: Any, place: str, problems: list[Problem]) -> Iterator[Mark]:
    words = words_of(paragraph)
    open_: int | None = None
    for sign in _SIGN.finditer(words):
        if sign[0] in ("{%", "%}", "{#", "#}"):
            problems.append(Problem(place, f"不能使用“{sign[0]}”，模板中只能写 {{{{字段名}}}}"))
            return
        if sign[0] in ("｛｛", "｝｝"):
            problems.append(Problem(place, f"“{sign[0]}”是全角花括号，请改用半角 {{{{ }}}}"))
            return
        if sign[0] == "{{":
            if open_ is not None:
                problems.append(Problem(place, f"“{_short(words, open_)}”缺少“}}}}”"))
            open_ = sign.end()
        elif open_ is None:
            problems.append(Problem(place, f"“{words[max(0, sign.start() - 10) : sign.end()]}”缺少“{{{{”"))
        else:
            yield Mark(words[open_ : sign.start()].strip(), paragraph, place)
            open_ = None
    if open_ is not None:
        problems.append(Problem(place, f"“{_short(words, open_)}”缺少“}}}}”"))


def _short(words: str, at: int) -> str:
    return "{{" + words[at : at + 12].split("{{")[0]


def _pair(marks: list[Mark], kinds: set[str], found: Marks) -> None:
    """Put {{每个…}} and {{…结束}} together."""
    begins = {f"每个{each}": each for each in kinds}
    ends = {f"{each}结束": each for each in kinds}
    open_: Mark | None = None
    for mark in marks:
        if mark.name not in begins and mark.name not in ends:
            continue
        if words_of(mark.paragraph).strip().strip("{}").strip() != mark.name:
            found.problems.append(Problem(mark.place, f"“{{{{{mark.name}}}}}”必须单独成段"))
        if mark.name in begins:
            if open_:
                found.problems.append(
                    Problem(mark.place, f"“{{{{{open_.name}}}}}”还没有结束，不能再开始一个")
                )
            open_ = mark
        elif open_ is None or begins[open_.name] != ends[mark.name]:
            found.problems.append(
                Problem(mark.place, f"“{{{{{mark.name}}}}}”前面没有“{{{{每个{ends[mark.name]}}}}}”")
            )
        elif open_.paragraph.getparent() is not mark.paragraph.getparent():
            found.problems.append(
                Problem(
                    mark.place,
                    f"“{{{{{open_.name}}}}}”与“{{{{{mark.name}}}}}”不在同一处，不能一个在表格内一个在表格外",
                )
            )
            open_ = None
        else:
            found.loops.append(Loop(begins[open_.name], open_.paragraph, mark.paragraph))
            open_ = None
    if open_:
        found.problems.append(
            Problem(open_.place, f"“{{{{{open_.name}}}}}”没有结束，缺少“{{{{{begins[open_.name]}结束}}}}”")
        )


def _known(mark: Mark, known: dict[str, TemplateField], found: Marks) -> str | None:
    """What is wrong with a field; a row of a table that holds it is noted as one that repeats."""
    eaches = {field.each for field in known.values() if field.each}
    if mark.name in {f"每个{each}" for each in eaches} | {f"{each}结束" for each in eaches}:
        return None
    field = known.get(mark.name)
    if field is None:
        return _unknown(mark.name, known)
    if field.each is None or any(
        loop.each == field.each and _inside(mark.paragraph, loop) for loop in found.loops
    ):
        return None
    row = next(mark.paragraph.iterancestors(ROW), None)
    if row is None:
        return (
            f"“{{{{{mark.name}}}}}”是每个{field.each}各有一份的字段，请写在表格的一行里，"
            f"或写在“{{{{每个{field.each}}}}}”与“{{{{{field.each}结束}}}}”之间"
        )
    other = next((each for one, each in found.rows if one is row), None)
    if other is None:
        found.rows.append((row, field.each))
    elif other != field.each:
        return f"同一行里不能既有{other}的字段又有{field.each}的字段“{{{{{mark.name}}}}}”"
    return None


def _unknown(name: str, known: dict[str, TemplateField]) -> str:
    if not name:
        return "“{{}}”中没有字段名"
    shown = name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
    if not name.isidentifier():
        return f"“{{{{{shown}}}}}”不是字段名，花括号中只能写一个字段名"
    near = get_close_matches(shown, known, n=1, cutoff=0.5)
    return f"没有名为“{shown}”的字段" + (f"，是否应为“{near[0]}”" if near else "")


def _inside(paragraph: Any, loop: Loop) -> bool:
    """Whether a paragraph, or a table it stands in, lies between the two paragraphs of a loop."""
    parent = loop.begin.getparent()
    child = paragraph
    while child is not None and child.getparent() is not parent:
        child = child.getparent()
    if child is None:
        return False
    return bool(parent.index(loop.begin) < parent.index(child) < parent.index(loop.end))
