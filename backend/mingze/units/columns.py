"""The columns of a list of units in a file: what offices call them, and what may stand in them. Pure."""

import unicodedata
from collections.abc import Mapping, Sequence

from mingze.units.rules import UNIT_KIND_LABELS, UnitKind

#: field: the header that is written, in the order of the columns
HEADERS: Mapping[str, str] = {
    "code": "单位编码",
    "name": "单位名称",
    "short_name": "简称",
    "kind": "类别",
    "parent_code": "上级编码",
    "uscc": "统一社会信用代码",
    "region_code": "行政区划代码",
    "active": "状态",
}
_SYNONYMS: Mapping[str, Sequence[str]] = {
    "code": (
        "单位编码", "编码", "机构编码", "机构代码", "单位代码", "代码", "编号", "机构编号", "单位编号", "code",
    ),
    "name": ("单位名称", "机构名称", "名称", "单位", "机构", "单位全称", "机构全称", "全称", "name"),
    "short_name": ("简称", "单位简称", "机构简称", "short_name"),
    "kind": (
        "类别", "机构类别", "单位类别", "类型", "机构类型", "单位类型", "机构性质", "单位性质", "性质", "kind",
    ),
    "parent_code": (
        "上级编码", "上级单位编码", "上级机构编码", "上级代码", "上级机构代码", "上级单位代码", "主管单位编码",
        "主管部门编码", "隶属单位编码", "父级编码", "parent_code",
    ),
    "uscc": ("统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "uscc"),
    "region_code": ("行政区划代码", "区划代码", "行政区划", "行政区划编码", "区划编码", "region_code"),
    "active": ("状态", "单位状态", "机构状态", "使用状态", "是否启用", "运行状态", "active"),
}  # fmt: skip
_KIND_SYNONYMS: Mapping[UnitKind, Sequence[str]] = {
    UnitKind.COMMISSION: ("卫健委", "卫生健康委员会", "委"),
    UnitKind.BUREAU: ("县区局", "卫健局", "卫生健康局", "县区卫健局", "局"),
    UnitKind.HOSPITAL: ("综合医院", "中医院", "专科医院", "中医医院"),
    UnitKind.MATERNAL: ("妇幼保健院", "妇幼", "妇幼保健院所", "妇幼保健计划生育服务中心"),
    UnitKind.CDC: ("疾控中心", "疾控", "疾控机构", "疾病预防控制机构"),
    UnitKind.SUPERVISION: ("卫生监督所", "监督所", "卫生监督", "综合监督执法机构"),
    UnitKind.TOWNSHIP: ("卫生院", "乡镇", "中心卫生院"),
    UnitKind.COMMUNITY: ("社区卫生服务机构", "社区中心", "社区", "社区卫生服务站"),
    UnitKind.VILLAGE: ("卫生室", "村医务室", "村卫生所"),
    UnitKind.DEPARTMENT: ("处室", "股室", "部门", "内设机构", "内设科室"),
    UnitKind.OTHER: ("其他", "其它", "其它单位", "其他机构"),
}
OPEN, CLOSED = "正常", "停用"
_ACTIVE: Mapping[str, bool] = {
    **dict.fromkeys((OPEN, "启用", "在用", "有效", "运行", "营业", "是", "1", "true", "active"), True),
    **dict.fromkeys((CLOSED, "撤销", "注销", "关闭", "无效", "否", "0", "false", "inactive"), False),
}


def folded(text: str) -> str:
    """A header or a word of a list, as it is compared: width, case, blanks and remarks in brackets aside."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = text.split("(", 1)[0] if not text.startswith("(") else text
    return "".join(char for char in text if not char.isspace() and char not in "*:_")


_FIELD_OF = {folded(word): field for field, words in _SYNONYMS.items() for word in words}
_KIND_OF = {
    **{folded(label): UnitKind(kind) for kind, label in UNIT_KIND_LABELS.items()},
    **{folded(kind.value): kind for kind in UnitKind},
    **{folded(word): kind for kind, words in _KIND_SYNONYMS.items() for word in words},
}


def field_of(header: str) -> str | None:
    return _FIELD_OF.get(folded(header))


def kind_of(word: str) -> UnitKind | None:
    return _KIND_OF.get(folded(word))


def activity_of(word: str) -> bool | None:
    """Whether a unit is active, from what stands under 状态; None for a word that is not known."""
    return _ACTIVE.get(folded(word))


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row that names both the code and the name: a title may stand above it."""
    for index, row in enumerate(rows):
        fields = {field_of(cell) for cell in row}
        if {"code", "name"} <= fields:
            return index
    return None
