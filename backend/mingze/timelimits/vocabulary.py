"""The words of time limits. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from mingze.timelimits.national import Bound, Confidence
from mingze.timelimits.rules import TIME_UNITS

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "time_unit": TIME_UNITS,
    "time_bound": {
        Bound.MOST: "不超过",
        Bound.LEAST: "不少于",
        Bound.EXACT: "固定为",
    },
    "time_confidence": {
        Confidence.FULL_TEXT: "已核对条文",
        Confidence.DIGEST: "已核对条文摘要",
        Confidence.SECONDARY: "转载或地方规定,待法规科核实",
        Confidence.UNCONFIRMED: "尚无出处原文,待法规科核实",
    },
}
