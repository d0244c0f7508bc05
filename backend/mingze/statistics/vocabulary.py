"""The words of the statistics of complaints, with their Chinese labels. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class Dimension(StrEnum):
    """By what the base is parted."""

    CHANNEL = "channel"
    CATEGORY = "category"
    UNIT = "unit"
    KIND = "kind"
    MATTER = "matter"
    NINE_RULE = "nine_rule"
    PETITION_CLASS = "petition_class"
    OUTCOME = "outcome"
    MONTH = "month"


DIMENSION_LABELS: Mapping[StrEnum, str] = {
    Dimension.CHANNEL: "渠道",
    Dimension.CATEGORY: "类别",
    Dimension.UNIT: "被反映单位",
    Dimension.KIND: "性质",
    Dimension.MATTER: "诉求",
    Dimension.NINE_RULE: "九项准则",
    Dimension.PETITION_CLASS: "信访类别",
    Dimension.OUTCOME: "办理结果",
    Dimension.MONTH: "月份",
}

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {"complaint_dimension": DIMENSION_LABELS}
