"""The words of the exchange with hotlines, with their Chinese labels. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from mingze.complaints.vocabulary import ComplaintChannel


class HotlineSource(StrEnum):
    """Whose work order it is: numbers are unique within one source."""

    CITY_12345 = "city_12345"
    PROVINCE_12345 = "province_12345"
    HEALTH_12320 = "health_12320"


class HotlineStatus(StrEnum):
    """Where an order stands, as a hotline counts: five steps over all our states."""

    RECEIVED = "received"
    HANDLING = "handling"
    ANSWERED = "answered"
    CLOSED = "closed"
    NOT_HANDLED = "not_handled"


class HotlineRowAction(StrEnum):
    """What taking a row of a list would do."""

    REGISTER = "register"
    REDO = "redo"
    REPEAT = "repeat"
    UNCHANGED = "unchanged"
    ERROR = "error"


HOTLINE_SOURCE_LABELS: Mapping[StrEnum, str] = {
    HotlineSource.CITY_12345: "市12345热线",
    HotlineSource.PROVINCE_12345: "省12345热线",
    HotlineSource.HEALTH_12320: "12320卫生热线",
}
HOTLINE_STATUS_LABELS: Mapping[StrEnum, str] = {
    HotlineStatus.RECEIVED: "待办理",
    HotlineStatus.HANDLING: "办理中",
    HotlineStatus.ANSWERED: "已答复",
    HotlineStatus.CLOSED: "已办结",
    HotlineStatus.NOT_HANDLED: "不予办理或已移送",
}
HOTLINE_ROW_LABELS: Mapping[StrEnum, str] = {
    HotlineRowAction.REGISTER: "新登记",
    HotlineRowAction.REDO: "退回重办",
    HotlineRowAction.REPEAT: "另行登记(上一轮已不能重办)",
    HotlineRowAction.UNCHANGED: "已有,不变",
    HotlineRowAction.ERROR: "有错误",
}
CHANNELS: Mapping[HotlineSource, ComplaintChannel] = {
    HotlineSource.CITY_12345: ComplaintChannel.HOTLINE_12345,
    HotlineSource.PROVINCE_12345: ComplaintChannel.HOTLINE_12345,
    HotlineSource.HEALTH_12320: ComplaintChannel.HOTLINE_12320,
}

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "hotline_source": HOTLINE_SOURCE_LABELS,
    "hotline_status": HOTLINE_STATUS_LABELS,
    "hotline_row_action": HOTLINE_ROW_LABELS,
}
