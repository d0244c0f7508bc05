"""Wire shapes of receptions."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mingze.access.schemas import UnitRef
from mingze.receptions.vocabulary import HospitalLevel, ReceptionLack
from mingze.units.rules import UnitKind


def _line(longest: int) -> StringConstraints:
    # One line: it is printed on pages and letters.
    return StringConstraints(
        strip_whitespace=True, min_length=1, max_length=longest, pattern=r"^[^\x00-\x1f\x7f]*$"
    )


_Line = Annotated[str, _line(200)]
_Name = Annotated[str, _line(60)]
_Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9+()\- 转]{3,40}$")]
_Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=254, pattern=r"^[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
    ),
]


class ReceptionPerson(BaseModel):
    """接待投诉的人员。"""

    model_config = ConfigDict(extra="forbid")

    name: _Name = Field(examples=["李文静"])
    post: _Line = Field(examples=["医患关系办公室主任"])
    full_time: bool = Field(description="专职为 true,兼职为 false")


class ReceptionPut(BaseModel):
    """一个单位的投诉接待,整体保存。"""

    model_config = ConfigDict(extra="forbid")

    hospital_level: HospitalLevel | None = Field(
        default=None, description="医院等级;二级及以上医院须设医患关系办公室或指定部门"
    )
    office: _Line | None = Field(default=None, description="医患关系办公室,或承担此职责的部门")
    place: _Line | None = Field(default=None, description="接待地点")
    phones: Annotated[list[_Phone], Field(max_length=5)] = Field(default=[], description="投诉电话")
    mailbox: _Line | None = Field(default=None, description="意见箱设在哪里")
    email: _Email | None = None
    post_address: _Line | None = Field(default=None, description="来信的通信地址和邮编")
    hours: _Line | None = Field(default=None, description="接待时间")
    persons: Annotated[list[ReceptionPerson], Field(max_length=10)] = Field(
        default=[], description="专(兼)职接待人员,第一位为负责人"
    )
    leader_line: _Line | None = Field(default=None, description="领导热线")
    leader_mailbox: _Line | None = Field(default=None, description="领导信箱")
    outpatient_sign_seen_on: date | None = Field(
        default=None, description="哪一天查看过门急诊的引导标识;未见标识为 null"
    )
    inpatient_sign_seen_on: date | None = Field(
        default=None, description="哪一天查看过住院部的引导标识;未见标识为 null"
    )
    published: bool = Field(default=False, description="已向社会公布;公布之后才在门户和告知书上印出")


class ReceptionView(BaseModel):
    """一个单位的投诉接待,以及还缺什么。没有填过的,版本为 0。"""

    unit: UnitRef
    unit_kind: UnitKind
    version: int
    hospital_level: HospitalLevel | None
    office: str | None
    place: str | None
    phones: list[str]
    mailbox: str | None
    email: str | None
    post_address: str | None
    hours: str | None
    persons: list[ReceptionPerson]
    leader_line: str | None
    leader_mailbox: str | None
    outpatient_sign_seen_on: date | None
    inpatient_sign_seen_on: date | None
    published: bool
    changed_at: datetime | None
    changed_by_name: str | None
    needed: list[ReceptionLack] = Field(description="该单位须有的各项")
    lacks: list[ReceptionLack] = Field(description="其中尚缺的")
    may_change: bool

    @classmethod
    def of(cls, row: Mapping[Any, Any], **more: Any) -> "ReceptionView":
        said = {name: row[name] for name in cls.model_fields if name in row}
        for name in ("phones", "persons"):
            said[name] = said[name] or []
        said["version"], said["published"] = said["version"] or 0, bool(said["published"])
        return cls(**said, unit=UnitRef(id=row["unit_id"], name=row["unit_name"]), **more)


class ReceptionSummary(BaseModel):
    """核对表中的一个单位;不含接待人员姓名。"""

    unit: UnitRef
    unit_kind: UnitKind
    version: int = Field(description="0 为尚未填写")
    phones: list[str]
    place: str | None
    published: bool
    lacks: list[ReceptionLack]


class ReceptionLackCount(BaseModel):
    lack: ReceptionLack
    count: int = Field(description="缺这一项的单位数")


class ReceptionPage(BaseModel):
    """核对表的一页,以及全部可见单位的合计。"""

    items: list[ReceptionSummary]
    next_cursor: str | None = Field(default=None, description="没有下一页时为 null")
    total: int = Field(description="符合条件的单位数")
    units: int = Field(description="须有投诉接待的单位总数;等于 complete + incomplete")
    complete: int = Field(description="各项齐全的单位数")
    incomplete: int = Field(description="有缺项的单位数")
    counts: list[ReceptionLackCount] = Field(description="各缺项的单位数")
