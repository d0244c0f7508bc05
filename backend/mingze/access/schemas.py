"""Wire shapes of accounts, appointments, units and of oneself."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mingze.access.permissions import Role
from mingze.accounts.rules import HalfKeeper
from mingze.accounts.schemas import SecondFactorOfMe

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
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
    must_set_second_factor: bool = Field(description="须先启用动态口令,才能进行其他操作")
    second_factor: SecondFactorOfMe
    appointments: list[AppointmentOfMe]
    permissions: list[str]


class PasswordChange(Strict):
    old_password: PasswordText
    new_password: PasswordText


class AccountView(BaseModel):
    id: int
    username: str
    name: str
    home_unit_id: int
    home_unit_name: str
    must_change_password: bool
    active: bool
    second_factor: bool = Field(description="是否已启用动态口令")
    password_half: HalfKeeper | None = Field(
        description="后半段密码待谁交付本人:system 系统管理员,security 安全管理员;无待交付为 null"
    )
    last_sign_in_at: datetime | None = Field(description="最近一次登录;从未登录为 null")
    version: int
    created_at: datetime


class AccountCreate(Strict):
    username: Username
    name: Name
    home_unit_id: int = Field(ge=1, le=2**53)
    password: PasswordText = Field(
        description="首次登录须修改。启用分段密码时这是前半段,后半段由安全管理员取出交付"
    )


class PasswordHalfView(BaseModel):
    half: str = Field(examples=["k3xw-9pfn-t27c"], description="只出示这一次;接在前半段之后连续输入")


class AccountChange(Strict):
    """未给出的字段不变。"""

    name: Name | None = None
    home_unit_id: int | None = Field(default=None, ge=1, le=2**53)
    active: bool | None = None


class PasswordReset(Strict):
    new_password: PasswordText = Field(
        description="临时密码,下次登录须修改。启用分段密码时这是前半段,后半段由系统管理员取出交付"
    )


class AppointmentView(BaseModel):
    id: int
    account_id: int
    account_name: str
    role: Role
    unit_id: int
    unit_name: str
    starts_on: date
    ends_on: date | None = Field(description="任职最后一天;null 表示不设终止日期")


class AppointmentCreate(Strict):
    account_id: int = Field(ge=1, le=2**53)
    unit_id: int = Field(ge=1, le=2**53)
    role: Role
    starts_on: date | None = Field(default=None, description="任职第一天,默认今日,不能早于今日")
    ends_on: date | None = Field(default=None, description="任职最后一天;不填为不设终止日期")


class AppointmentChange(Strict):
    ends_on: date | None = Field(description="任职最后一天,不能早于今日;null 表示不设终止日期")


class AccountRef(BaseModel):
    id: int
    name: str = Field(examples=["张岚"])


class HandoverCount(BaseModel):
    kind: str = Field(examples=["rectification_item"], description="事项种类的代码")
    label: str = Field(examples=["整改措施"])
    count: int


class HandoverPreview(BaseModel):
    account: AccountRef
    items: list[HandoverCount] = Field(description="各类待办事项的数量")
    appointments: list[AppointmentView] = Field(description="今日有效和尚未开始的任职")


class HandoverCreate(Strict):
    to_account_id: int = Field(ge=1, le=2**53, description="接手人")
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    move_appointments: bool = Field(
        default=False, description="任职一并移交:原任职昨日终止,接手人自今日起任职,终止日期不变"
    )
    deactivate: bool = Field(default=False, description="同时停用账户")


class HandoverView(BaseModel):
    moved: list[HandoverCount] = Field(description="各类已移交事项的数量")
    appointments: list[AppointmentView] = Field(description="接手人的新任职")


class HomeUnit(UnitRef):
    parent_name: str | None = Field(description="上级单位名称,用于区分同名科室")


class Person(BaseModel):
    id: int
    name: str
    unit: HomeUnit
