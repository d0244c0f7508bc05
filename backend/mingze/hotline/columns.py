"""The columns of a list of work orders: what hotlines call them, and what may stand in them. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from mingze.complaints.labels import MATTER_LABELS
from mingze.complaints.vocabulary import Matter
from mingze.hotline.vocabulary import HOTLINE_STATUS_LABELS, HotlineStatus
from mingze.kit.clock import SHANGHAI
from mingze.units.columns import folded

#: field: what hotlines call it. 承办单位 is whom they sent it to, mostly the authority itself: not whom it is about.
_SYNONYMS: Mapping[str, Sequence[str]] = {
    "external_no": ("工单编号", "工单号", "编号", "流水号", "受理编号", "诉求编号", "热线编号", "external_no"),
    "round": ("轮次", "派单轮次", "办理轮次", "派单次数", "round"),
    "title": ("标题", "工单标题", "诉求标题", "主题", "title"),
    "text": ("诉求内容", "工单内容", "内容", "问题描述", "诉求描述", "反映内容", "text"),
    "wish": ("诉求目的", "期望", "诉求人要求", "期望结果", "wish"),
    "matter": ("诉求性质", "工单类型", "诉求类型", "受理类型", "业务类型", "matter"),
    "category_text": ("诉求类别", "问题分类", "内容分类", "诉求分类", "归口分类", "category_text"),
    "region_text": ("区划", "所属区域", "事发区域", "行政区划", "所属区县", "事发地", "region_text"),
    "about_unit_code": ("被反映单位编码", "单位编码", "about_unit_code"),
    "about_unit_name": ("被反映单位", "涉及单位", "反映单位", "被投诉单位", "about_unit_name"),
    "caller_name": ("诉求人", "来电人", "诉求人姓名", "来电人姓名", "姓名", "caller_name"),
    "caller_phone": ("联系电话", "来电号码", "联系方式", "电话", "诉求人电话", "caller_phone"),
    "caller_address": ("联系地址", "诉求人地址", "地址", "caller_address"),
    "confidential": ("诉求人要求保密", "是否保密", "保密", "要求保密", "confidential"),
    "urgent": ("是否紧急", "紧急", "紧急程度", "加急", "urgent"),
    "dispatched_at": ("派单时间", "交办时间", "转办时间", "派发时间", "dispatched_at"),
    "due_at": ("办理时限", "截止时间", "办结时限", "要求办结时间", "反馈时限", "due_at"),
    "dispatch_note": ("派单说明", "交办意见", "派单意见", "转办意见", "dispatch_note"),
    "redo_reason": ("重办原因", "退回原因", "退回重办原因", "redo_reason"),
    "visit_back": ("回访结果", "回访情况", "回访意见", "visit_back"),
    "status": ("状态", "工单状态", "办理状态", "当前状态", "status"),
}  # fmt: skip
#: What is sent but never a column of a list.
_SENT_ONLY = {"source": "来源", "names_head": "反映主要负责人", "caller": "诉求人"}
_FIELD_OF = {folded(word): field for field, words in _SYNONYMS.items() for word in words}
_MATTER_OF: Mapping[str, Matter] = {
    **{folded(label): Matter(matter) for matter, label in MATTER_LABELS.items()},
    **{folded(matter.value): matter for matter in Matter},
    **{folded(f"{label}类"): Matter(matter) for matter, label in MATTER_LABELS.items()},
    "求助类": Matter.HELP,
    "意见": Matter.SUGGEST,
    "意见建议": Matter.SUGGEST,
    "表扬": Matter.SUGGEST,
    "投诉举报": Matter.COMPLAIN,
}
_STATUS_OF: Mapping[str, HotlineStatus] = {
    **{folded(label): HotlineStatus(status) for status, label in HOTLINE_STATUS_LABELS.items()},
    **{folded(status.value): status for status in HotlineStatus},
    **dict.fromkeys(("待签收", "待接收", "已派单", "已受理", "待处理", "未签收"), HotlineStatus.RECEIVED),
    **dict.fromkeys(("处理中", "在办", "已签收", "办理", "延期中", "挂账"), HotlineStatus.HANDLING),
    **dict.fromkeys(("已反馈", "待回访", "已回复", "待审核", "已回访"), HotlineStatus.ANSWERED),
    **dict.fromkeys(("办结", "已归档", "归档", "结案", "已完成"), HotlineStatus.CLOSED),
    **dict.fromkeys(("已退单", "退单", "不予受理", "不予办理", "已移送", "移送"), HotlineStatus.NOT_HANDLED),
}
_YES = frozenset({"是", "1", "true", "y", "yes", "保密", "要求保密", "紧急", "加急", "特急", "√"})
_NO = frozenset({"", "否", "0", "false", "n", "no", "公开", "不保密", "一般", "普通", "无"})
_MOMENT = re.compile(
    r"(?P<y>20\d\d)[-/年.](?P<m>\d{1,2})[-/月.](?P<d>\d{1,2})日?(?:[T ]*(?P<H>\d{1,2})[:时](?P<M>\d{1,2})分?(?::(?P<S>\d{1,2}))?)?"
)


def field_of(header: str) -> str | None:
    return _FIELD_OF.get(folded(header))


def label_of(field: str) -> str:
    """What hotlines call a field."""
    return _SYNONYMS[field][0] if field in _SYNONYMS else _SENT_ONLY.get(field, field)


def matter_of(word: str) -> Matter | None:
    return _MATTER_OF.get(folded(word))


def status_of(word: str) -> HotlineStatus | None:
    return _STATUS_OF.get(folded(word))


def yes_of(word: str) -> bool | None:
    """Whether a cell says yes; None for a word that is not known."""
    said = folded(word)
    return True if said in _YES else False if said in _NO else None


def moment_of(text: str, *, end_of_day: bool = False) -> datetime | None:
    """An instant in Shanghai. Of a day alone its first instant, or (`end_of_day`) the one after its last."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    part = {name: int(value) for name, value in found.groupdict().items() if value is not None}
    try:
        day = datetime(part["y"], part["m"], part["d"], tzinfo=SHANGHAI)
        if "H" not in part:
            return day + timedelta(days=1) if end_of_day else day
        return datetime.combine(day.date(), time(part["H"], part["M"], part.get("S", 0), tzinfo=SHANGHAI))
    except ValueError:
        return None


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row that names the number of an order, beside another column: a title may stand above it."""
    for index, row in enumerate(rows):
        fields = {field_of(cell) for cell in row} - {None}
        if "external_no" in fields:
            return index
    return None
