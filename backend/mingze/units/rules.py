"""The tree of the region: which kinds of unit there are and what may hang below what."""

import re
from collections.abc import Mapping
from enum import StrEnum


class UnitKind(StrEnum):
    COMMISSION = "commission"
    BUREAU = "bureau"
    HOSPITAL = "hospital"
    MATERNAL = "maternal"
    CDC = "cdc"
    SUPERVISION = "supervision"
    TOWNSHIP = "township"
    COMMUNITY = "community"
    VILLAGE = "village"
    DEPARTMENT = "department"
    OTHER = "other"


UNIT_KIND_LABELS: Mapping[StrEnum, str] = {
    UnitKind.COMMISSION: "卫生健康委",
    UnitKind.BUREAU: "县区卫生健康局",
    UnitKind.HOSPITAL: "医院",
    UnitKind.MATERNAL: "妇幼保健机构",
    UnitKind.CDC: "疾病预防控制中心",
    UnitKind.SUPERVISION: "卫生监督机构",
    UnitKind.TOWNSHIP: "乡镇卫生院",
    UnitKind.COMMUNITY: "社区卫生服务中心",
    UnitKind.VILLAGE: "村卫生室",
    UnitKind.DEPARTMENT: "科室",
    UnitKind.OTHER: "其他单位",
}


class UnitChangeKind(StrEnum):
    RENAME = "rename"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    CLOSE = "close"
    REOPEN = "reopen"


UNIT_CHANGE_LABELS: Mapping[StrEnum, str] = {
    UnitChangeKind.RENAME: "更名",
    UnitChangeKind.MOVE: "调整隶属",
    UnitChangeKind.MERGE: "合并",
    UnitChangeKind.SPLIT: "分设",
    UnitChangeKind.CLOSE: "停用",
    UnitChangeKind.REOPEN: "恢复",
}

#: Units in one line from the top down. No office is deeper, and every level costs a row for each unit below it.
MAX_LEVELS = 20
MAX_NAME, MAX_SHORT_NAME = 120, 40

_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def may_hang_below(kind: UnitKind, parent: UnitKind) -> bool:
    """A department holds only departments; every other unit may hold anything but a commission."""
    if parent is UnitKind.DEPARTMENT:
        return kind is UnitKind.DEPARTMENT
    return kind is not UnitKind.COMMISSION or parent is UnitKind.COMMISSION


def short_name_of(name: str) -> str:
    """What a unit is called that was given no short name: it follows the name when that changes."""
    return name[:MAX_SHORT_NAME]


def is_uscc(code: str) -> bool:
    """Whether `code` is a well-formed 统一社会信用代码 (18 characters, check character of GB 32100-2015)."""
    if not _USCC.fullmatch(code):
        return False
    total = sum(_USCC_DIGITS.index(char) * pow(3, i, 31) for i, char in enumerate(code[:17]))
    return _USCC_DIGITS[(31 - total % 31) % 31] == code[17]


def is_region_code(code: str) -> bool:
    """Whether `code` has the form of a division code: 6, 9 or 12 digits (county, township, village)."""
    return bool(re.fullmatch(r"[0-9]{6}([0-9]{3}){0,2}", code))
