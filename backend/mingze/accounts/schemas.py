"""Wire shapes of signing in."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_Password = Annotated[str, StringConstraints(min_length=1, max_length=128)]
_Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=6, max_length=40)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SignIn(_Strict):
    username: str = Field(min_length=1, max_length=64, examples=["clerk"])
    password: str = Field(min_length=1, max_length=128)
    code: str | None = Field(
        default=None, max_length=40, description="六位动态口令,或一个恢复码;启用动态口令的账户需要"
    )


class SignedInAccount(BaseModel):
    id: int
    username: str
    name: str
    must_change_password: bool
    must_set_second_factor: bool = Field(description="须先启用动态口令,才能进行其他操作")


class SessionView(BaseModel):
    access_token: str = Field(description="放入 Authorization: Bearer 头,只存于内存")
    token_type: str = "Bearer"
    expires_in: int = Field(description="秒", examples=[600])
    account: SignedInAccount


class SecondFactorOfMe(BaseModel):
    enabled: bool
    required: bool = Field(description="角色要求启用,不能停用")
    recovery_codes_left: int = Field(description="尚未用过的恢复码数", examples=[10])


class EnrolmentStart(_Strict):
    password: _Password = Field(examples=["Qinghe-River-2026"])
    code: _Code | None = Field(default=None, description="已启用动态口令的须提供:动态口令或恢复码")


class NewSecret(BaseModel):
    secret: str = Field(description="Base32 密钥,可手工输入身份验证器", examples=["JBSWY3DPEHPK3PXP"])
    uri: str = Field(description="otpauth 地址,生成二维码供扫描")


class EnrolmentCode(_Strict):
    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{6}$")] = Field(
        examples=["492039"]
    )


class RecoveryCodes(BaseModel):
    recovery_codes: list[str] = Field(description="每个可用一次", examples=[["7k2m-9x4p-tq8d"]])


class SecondFactorRemoval(_Strict):
    password: _Password
    code: _Code = Field(description="动态口令或恢复码", examples=["492039"])


class SessionItem(BaseModel):
    id: str = Field(examples=["9f86d081884c7d659a2feaa0c55ad015"])
    current: bool = Field(description="正是发出此请求的会话")
    created_at: datetime
    last_used_at: datetime = Field(description="最近一次换取令牌的时刻")
    expires_at: datetime
    source: str | None = Field(description="登录时的网络地址")
    agent: str | None = Field(description="登录时的浏览器或程序")


class SessionList(BaseModel):
    items: list[SessionItem]


class ProviderSignIn(BaseModel):
    allowed: bool
    issuer: str | None = Field(description="已对应的认证平台")
    linked_at: datetime | None = Field(description="首次登录的时刻")
