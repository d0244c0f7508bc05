"""The page for those who connect a hotline says what is so: its examples are taken, its signature is ours."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from mingze.hotline import columns
from mingze.hotline.push_service import message, signature
from mingze.hotline.schemas import (
    HotlineOrderCreate,
    HotlineOrderReceipt,
    HotlineReconcile,
    HotlineUpdateView,
)
from mingze.hotline.vocabulary import HotlineSource, HotlineStatus
from mingze.kit import clock

GUIDE = (Path(__file__).parents[2] / "docs" / "hotline.md").read_text()
_SENT = re.findall(r"-d '(\{\n.*?\n\})'", GUIDE, re.DOTALL)


def test_shows_an_order_and_a_list_that_are_taken() -> None:
    order, listed = (json.loads(text) for text in _SENT)
    assert HotlineOrderCreate.model_validate(order).external_no == order["external_no"]
    assert len(HotlineReconcile.model_validate(listed).orders) == 1
    (answered,) = re.findall(r"```json\n(\{.*?\})\n```", GUIDE, re.DOTALL)
    receipt = HotlineOrderReceipt.model_validate_json(answered)
    assert set(json.loads(answered)) == set(HotlineOrderReceipt.model_fields)
    assert receipt.external_no == order["external_no"]


@pytest.mark.parametrize("field", ["position", "status", "resolved", "public_answer", "handling_unit"])
def test_names_what_is_told(field: str) -> None:
    assert f"`{field}`" in GUIDE
    assert field in HotlineUpdateView.model_fields


def test_names_every_source_status_and_heading() -> None:
    assert all(f"`{word}`" in GUIDE for word in (*HotlineSource, *HotlineStatus))
    (headings,) = re.findall(r"\n(轮次、标题.*?)。\n", GUIDE, re.DOTALL)
    known = {columns.field_of(word) for word in headings.replace("\n", "").split("、")}
    assert None not in known
    assert len(known) == 18


def test_checks_a_push_as_it_was_signed() -> None:
    (program,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    told: dict[str, Any] = {}
    exec(program, told)  # noqa: S102  (the page's own lines)
    body = message(7, "2026-11-19T09:30:00+08:00", {"public_answer": "已致歉。"})
    now = str(int(clock.now().timestamp()))
    signed = "sha256=" + signature("a shared secret", now, body)
    assert told["is_genuine"]("a shared secret", now, body, signed)
    assert not told["is_genuine"]("another secret", now, body, signed)
    assert not told["is_genuine"]("a shared secret", now, body + b" ", signed)
    old = str(int(now) - 3_600)
    assert not told["is_genuine"](
        "a shared secret", old, body, "sha256=" + signature("a shared secret", old, body)
    )
