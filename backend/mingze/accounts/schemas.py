"""Wire shapes of signing in."""

from pydantic import BaseModel, ConfigDict, Field


class SignIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    username: str = Field(min_length=1, max_length=64, examples=["clerk"])
    password: str = Field(min_length=1, max_length=128)


class SignedInAccount(BaseModel):
    id: int
    username: str
    name: str
    must_change_password: bool


class SessionView(BaseModel):
    access_token: str = Field(description="放入 Authorization: Bearer 头,只存于内存")
    token_type: str = "Bearer"
    expires_in: int = Field(description="秒", examples=[600])
    account: SignedInAccount
