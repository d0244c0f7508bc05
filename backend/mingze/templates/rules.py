"""What a Word template of an office is for. Pure."""

from collections.abc import Mapping
from enum import StrEnum

#: Templates an office keeps in use at a time: a list to choose from, not an archive.
MAX_TEMPLATES = 50
#: A template is a page of words and a letterhead, not a book of pictures.
MAX_BYTES = 5_000_000


class TemplateKind(StrEnum):
    REPORT = "report"
    LIST = "list"
    PLAN = "plan"


TEMPLATE_KINDS: Mapping[StrEnum, str] = {
    TemplateKind.REPORT: "整改报告",
    TemplateKind.LIST: "清单",
    TemplateKind.PLAN: "工作方案",
}

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {"template_kind": TEMPLATE_KINDS}
