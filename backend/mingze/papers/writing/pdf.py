"""An official document as PDF, set by typst with the Chinese faces that come with the program."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from mingze.papers.writing import page
from mingze.papers.writing.composing import report_paper
from mingze.papers.writing.framing import Kind, Paper, Paragraph
from mingze.papers.writing.model import ReportData
from mingze.papers.writing.page import Face
from mingze.papers.writing.printed import project
from mingze.papers.writing.profiles import XINCHENG, Profile
from mingze.papers.writing.text import chinese_date

_LONG_WORD = re.compile(r"([!-~]{8,})")
_PIECE = re.compile(r"[!-~]{0,11}?(?:[@/_?&=:-](?=[!-~])|(?<=[A-Za-z])\.(?=[A-Za-z]))|[!-~]{1,12}")
_TEMPLATE = Path(__file__).with_name("official.typ")
_FACES = {
    "biaosong": page.BIAOSONG,
    "fangsong": page.FANGSONG,
    "heiti": page.HEITI,
    "kaiti": page.KAITI,
    "songti": page.SONGTI,
}


def report_pdf(data: ReportData, *, profile: Profile = XINCHENG, font_folders: Sequence[Path] = ()) -> bytes:
    """Set the report in its profile; an office that owns 仿宋_GB2312 and its like gives the folder they lie in."""
    return paper_pdf(report_paper(project(data, profile)), font_folders=font_folders)


def paper_pdf(paper: Paper, *, font_folders: Sequence[Path] = ()) -> bytes:
    """The faces of the machine are not looked at: the same document has the same bytes on every machine."""
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        font_paths=[*font_folders, pylopdf_fonts_zh_cn.serif_path().parent],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(_values(paper, own_only=not font_folders), ensure_ascii=False)},
        timestamp=0,
    )


def _values(paper: Paper, *, own_only: bool) -> dict[str, object]:
    day, head, imprint = paper.issued_on, paper.head, paper.imprint
    return {
        "title": paper.title,
        "issuer": paper.issuer,
        "date": {"year": day.year, "month": day.month, "day": day.day} if day else None,
        "page": {
            "width": page.PAGE_MM[0],
            "height": page.PAGE_MM[1],
            "top": page.TOP_MM,
            "bottom": page.BOTTOM_MM,
            "left": page.LEFT_MM,
            "right": page.RIGHT_MM,
            "line": page.LINE_PT,
            "character": page.CHARACTER_PT,
            "size": page.BODY_PT,
            "title": page.TITLE_PT,
            "footer": page.FOOTER_PT,
        },
        "faces": {key: _face(face, own_only=own_only) for key, face in _FACES.items()},
        "day": chinese_date(day) if day else None,
        "head": {
            "mark": head.mark,
            "number": head.number,
            "size": page.mark_size(head.mark),
            "letter": head.letter,
        }
        if head
        else None,
        "imprint": {"copies": imprint.copies, "printer": imprint.printer, "day": imprint.day}
        if imprint
        else None,
        "lines": [_line(line) for line in paper.paragraphs],
    }


def _line(line: Paragraph) -> dict[str, object]:
    titled = line.kind in (Kind.TITLE, Kind.NEXT_TITLE)
    return {
        "kind": line.kind,
        "label": line.label,
        "pieces": page.title_lines(line.text) if titled else breakable(line.text),
    }


def breakable(text: str) -> list[str]:
    """The text cut where a line may break inside long Latin words.

    An address that may not break would leave the line before it half empty, and justifying would draw its
    characters so far apart that they no longer read as words.
    """
    pieces = [""]
    for part in _LONG_WORD.split(text):
        broken = _PIECE.findall(part) if _LONG_WORD.fullmatch(part) else [part]
        pieces[-1] += broken[0]
        pieces += broken[1:]
    return pieces


def _face(face: Face, *, own_only: bool) -> dict[str, object]:
    stand_in = page.SANS if face is page.HEITI else page.SERIF
    names = [stand_in] if own_only else [face.name, *face.others, stand_in]
    return {"names": names, "heavy": face.heavy and own_only}
