"""Wire shapes of what the public is asked about findings that were closed."""

from datetime import date

from pydantic import BaseModel, Field

from mingze.acceptances.vocabulary import Verdict


class PortalRectified(BaseModel):
    """一个已销号的问题中可以公开的部分;没有公开表述的,只有单位。"""

    unit_name: str
    closed_on: date
    ends_on: date = Field(description="征询到这一天(含)")
    problem: str | None
    measures: list[str] | None
    progress: str | None


class PortalDoor(PortalRectified):
    """扫码后看到的。"""

    asking: bool = Field(description="是否仍在征询")
    token: str


class PortalAsked(PortalRectified):
    """投诉人凭回执看到的征询。"""

    id: int
    verdict: Verdict | None = Field(description="已作的评价;还没有评价的为空")
