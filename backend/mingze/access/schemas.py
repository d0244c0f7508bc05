"""Wire shapes of accounts, appointments, units and of oneself."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mingze.access.permissions import Role
from mingze.units.rules import UnitKind

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
UnitName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Username = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=64, pattern=r"^[\w.@-]+$")
]
PasswordText = Annotated[str, StringConstraints(min_length=1, max_length=128)]


class Strict(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class UnitRef(BaseModel):
    id: int
    name: str = Field(examples=["青禾县卫生健康局"])


class AppointmentOfMe(BaseModel):
    role: Role
    role_label: str = Field(examples=["监督办经办人"])
    unit: UnitRef


class Me(BaseModel):
    id: int
    username: str
    name: str
    home_unit: UnitRef
    must_change_password: bool
    appointments: list[AppointmentOfMe]
    permissions: list[str]


class PasswordChange(Strict):
    old_password: PasswordText
    new_password: PasswordText


class UnitView(BaseModel):
    id: int
    code: str = Field(examples=["YZ-QH-01"])
    name: str
    short_name: str
    kind: UnitKind
    parent_id: int | None
    uscc: str | None = Field(description="统一社会信用代码")
    region_code: str | None = Field(description="行政区划代码")
    active: bool
    version: int
    has_children: bool


class UnitDetail(UnitView):
    path: list[UnitRef] = Field(description="自上而下,含本单位")


class UnitCreate(Strict):
    code: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
    name: UnitName
    short_name: (
        Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] | None
    ) = None
    kind: UnitKind
    parent_id: int | None = Field(default=None, ge=1, le=2**53)
    uscc: Annotated[str, StringConstraints(max_length=18)] | None = None
    region_code: Annotated[str, StringConstraints(max_length=12)] | None = None


class UnitChange(Strict):
    name: UnitName | None = None
    short_name: (
        Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] | None
    ) = None
    uscc: Annotated[str, StringConstraints(max_length=18)] | None = None
    region_code: Annotated[str, StringConstraints(max_length=12)] | None = None
    active: bool | None = None


class AccountView(BaseModel):
    id: int
    username: str
    name: str
    home_unit_id: int
    home_unit_name: str
    must_change_password: bool
    active: bool
    version: int
    created_at: datetime


class AccountCreate(Strict):
    username: Username
    name: Name
    home_unit_id: int = Field(ge=1, le=2**53)
    password: PasswordText = Field(description="首次登录须修改")


class AccountChange(Strict):
    name: Name | None = None
    home_unit_id: int | None = Field(default=None, ge=1, le=2**53)
    active: bool | None = None


class PasswordReset(Strict):
    new_password: PasswordText = Field(description="临时密码,下次登录须修改")


class AppointmentView(BaseModel):
    id: int
    account_id: int
    account_name: str
    role: Role
    unit_id: int
    unit_name: str
    starts_on: date
    ends_on: date | None


class AppointmentCreate(Strict):
    account_id: int = Field(ge=1, le=2**53)
    unit_id: int = Field(ge=1, le=2**53)
    role: Role
    starts_on: date | None = Field(default=None, description="默认今日")
    ends_on: date | None = None


class Person(BaseModel):
    id: int
    name: str
    unit: UnitRef
