"""The figures of an annual report as `mingze read` prints them for people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def figure_lines(figures: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield f"  数字:{len(figures)}个"
    for figure in figures:
        yield "    " + _told(figure) + _share(figure) + _divided(figure)


def _told(one: Mapping[str, Any]) -> str:
    label = "".join(one["label"].split())
    return f"{label} {one['value']:.15g}{one['unit']}"


def _share(figure: Mapping[str, Any]) -> str:
    rate, base = figure["rate"], figure["base"]
    if base is None:
        return "" if rate is None or figure["unit"] == "%" else f",占{rate:.15g}%"
    found = "(推算)" if base.get("inferred") else ""
    share = "" if rate is None else f",{rate:.15g}%"
    return f",占{_told(base)}{found}{share}"


def _divided(figure: Mapping[str, Any]) -> str:
    parts = "、".join(_told(part) for part in figure["parts"])
    return f" = {parts}" if parts else ""
