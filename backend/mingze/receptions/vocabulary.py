"""The words of complaint receptions, with their Chinese labels. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class HospitalLevel(StrEnum):
    """医院等级: from the second level on an office of its own receives complaints."""

    THREE = "three"
    TWO = "two"
    ONE = "one"
    UNRATED = "unrated"


class ReceptionLack(StrEnum):
    """What a unit has still to say or to do before people know where to complain."""

    OFFICE = "office"
    PERSON = "person"
    PLACE = "place"
    PHONE = "phone"
    MAILBOX = "mailbox"
    POST_ADDRESS = "post_address"
    HOURS = "hours"
    LEADER_LINE = "leader_line"
    OUTPATIENT_SIGN = "outpatient_sign"
    INPATIENT_SIGN = "inpatient_sign"
    PUBLISHED = "published"


HOSPITAL_LEVEL_LABELS: Mapping[StrEnum, str] = {
    HospitalLevel.THREE: "三级",
    HospitalLevel.TWO: "二级",
    HospitalLevel.ONE: "一级",
    HospitalLevel.UNRATED: "未定级",
}
LACK_LABELS: Mapping[StrEnum, str] = {
    ReceptionLack.OFFICE: "未设医患关系办公室或指定部门",
    ReceptionLack.PERSON: "未明确专(兼)职接待人员",
    ReceptionLack.PLACE: "无接待地点",
    ReceptionLack.PHONE: "无投诉电话",
    ReceptionLack.MAILBOX: "无意见箱或电子邮箱",
    ReceptionLack.POST_ADDRESS: "无通信地址",
    ReceptionLack.HOURS: "无接待时间",
    ReceptionLack.LEADER_LINE: "无领导热线或领导信箱",
    ReceptionLack.OUTPATIENT_SIGN: "门急诊无引导标识",
    ReceptionLack.INPATIENT_SIGN: "住院部无引导标识",
    ReceptionLack.PUBLISHED: "未向社会公布",
}

#: Everything of this room that /meta serves.
ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "hospital_level": HOSPITAL_LEVEL_LABELS,
    "reception_lack": LACK_LABELS,
}
