"""The report as PDF, set by typst with the Chinese faces that come with the program."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from mingze.papers.writing import page
from mingze.papers.writing.composing import compose
from mingze.papers.writing.model import ReportData
from mingze.papers.writing.page import Face
from mingze.papers.writing.printed import Printed, project
from mingze.papers.writing.text import chinese_date

_LONG_WORD = re.compile(r"([!-~]{8,})")
_PIECE = re.compile(r"[!-~]{0,11}?(?:[@/_?&=:-](?=[!-~])|(?<=[A-Za-z])\.(?=[A-Za-z]))|[!-~]{1,12}")
_TEMPLATE = Path(__file__).with_name("report.typ")
_FACES = {
    "biaosong": page.BIAOSONG,
    "fangsong": page.FANGSONG,
    "heiti": page.HEITI,
    "kaiti": page.KAITI,
    "songti": page.SONGTI,
}


def report_pdf(data: ReportData, *, font_folders: Sequence[Path] = ()) -> bytes:
    """Set the report in profile A; an office that owns 仿宋_GB2312 and its like gives the folder they lie in.

    The faces of the machine are not looked at: the same report has the same bytes on every machine.
    """
    printed = project(data)
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        font_paths=[*font_folders, pylopdf_fonts_zh_cn.serif_path().parent],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(_paper(printed, own_only=not font_folders), ensure_ascii=False)},
        timestamp=0,
    )


def _paper(printed: Printed, *, own_only: bool) -> dict[str, object]:
    day = printed.issued_on
    return {
        "title": printed.title,
        "issuer": printed.issuer,
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
        "title-lines": page.title_lines(printed.title),
        "day": chinese_date(day) if day else None,
        "lines": [
            {"kind": line.kind, "label": line.label, "pieces": breakable(line.text)}
            for line in compose(printed)
        ],
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
