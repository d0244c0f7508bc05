"""The words of suggestions, with their Chinese labels. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class Channel(StrEnum):
    """How a suggestion came in."""

    SEMINAR = "seminar"
    VISIT = "visit"
    QUESTIONNAIRE = "questionnaire"
    FORM = "form"
    PHONE = "phone"
    LETTERBOX = "letterbox"
    ONLINE = "online"


class Giver(StrEnum):
    """What kind of person gave it; who it was is not asked."""

    PEOPLES_DEPUTY = "peoples_deputy"
    CPPCC_MEMBER = "cppcc_member"
    DEMOCRATIC_PARTY = "democratic_party"
    WORKER = "worker"
    RURAL_RESIDENT = "rural_resident"
    URBAN_RESIDENT = "urban_resident"
    PATIENT = "patient"
    STAFF = "staff"
    OTHER = "other"


class SuggestionState(StrEnum):
    RECEIVED = "received"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    BECAME_FINDING = "became_finding"


CHANNEL_LABELS: Mapping[StrEnum, str] = {
    Channel.SEMINAR: "座谈会",
    Channel.VISIT: "走访",
    Channel.QUESTIONNAIRE: "问卷",
    Channel.FORM: "意见表",
    Channel.PHONE: "电话",
    Channel.LETTERBOX: "信箱",
    Channel.ONLINE: "网络",
}
GIVER_LABELS: Mapping[StrEnum, str] = {
    Giver.PEOPLES_DEPUTY: "人大代表",
    Giver.CPPCC_MEMBER: "政协委员",
    Giver.DEMOCRATIC_PARTY: "民主党派人士",
    Giver.WORKER: "工人",
    Giver.RURAL_RESIDENT: "农村居民",
    Giver.URBAN_RESIDENT: "城镇居民",
    Giver.PATIENT: "患者及家属",
    Giver.STAFF: "本单位职工",
    Giver.OTHER: "其他",
}
SUGGESTION_STATE_LABELS: Mapping[StrEnum, str] = {
    SuggestionState.RECEIVED: "待处理",
    SuggestionState.ADOPTED: "已采纳",
    SuggestionState.NOT_ADOPTED: "未采纳",
    SuggestionState.BECAME_FINDING: "已转为问题",
}

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "suggestion_channel": CHANNEL_LABELS,
    "suggestion_giver": GIVER_LABELS,
    "suggestion_state": SUGGESTION_STATE_LABELS,
}
