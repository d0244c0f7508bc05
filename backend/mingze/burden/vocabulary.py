"""The words of what grassroots units are asked for. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class AskKind(StrEnum):
    FORM = "form"
    REPORT = "report"
    VISIT = "visit"
    MEETING = "meeting"
    PAPER = "paper"


ASK_KIND_LABELS: Mapping[StrEnum, str] = {
    AskKind.FORM: "表格",
    AskKind.REPORT: "报告",
    AskKind.VISIT: "督查检查",
    AskKind.MEETING: "会议",
    AskKind.PAPER: "文件材料",
}
#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {"ask_kind": ASK_KIND_LABELS}
