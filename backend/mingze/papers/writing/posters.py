"""A notice with a code to scan, as PDF for the printer or as the code alone."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pylopdf_fonts_zh_cn
import segno
import typst

from mingze.papers.writing import page

_TEMPLATE = Path(__file__).with_name("poster.typ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """What hangs at the door; `address` is what the code holds, printed too for whoever cannot scan it."""

    title: str
    lines: Sequence[str]
    issuer: str
    address: str


def code_svg(address: str) -> bytes:
    """The code alone, black on white, with its quiet zone."""
    target = io.BytesIO()
    # A code that is a little damaged, or printed small, is still read.
    segno.make(address, error="q", micro=False).save(target, kind="svg", scale=8, light="white")
    return target.getvalue()


def poster_pdf(poster: Poster) -> bytes:
    """One page of A4; the same poster has the same bytes on every machine."""
    values = {
        "title": poster.title,
        "lines": list(poster.lines),
        "issuer": poster.issuer,
        "address": poster.address,
        "code": code_svg(poster.address).decode(),
        "face": page.SERIF,
        "heading": page.SANS,
    }
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        font_paths=[pylopdf_fonts_zh_cn.serif_path().parent],
        ignore_system_fonts=True,
        sys_inputs={"poster": json.dumps(values, ensure_ascii=False)},
        timestamp=0,
    )
