"""Wire shapes of what the public says of findings that were closed."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from mingze.acceptances.schemas import DoorCode
from mingze.acceptances.vocabulary import Verdict
from mingze.findings.bodies import EntityId
from mingze.portal.rules import cleaned
from mingze.portal.schemas import PortalLookup

_Words = Annotated[
    str,
    BeforeValidator(cleaned),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000),
]


class PortalAcceptanceAnswer(PortalLookup):
    """凭回执评价:您反映的问题,整改得怎么样。再次提交以最后一次为准。"""

    acceptance_id: EntityId
    verdict: Verdict
    text: _Words | None = Field(default=None, description="您想说的,可以不填")


class PortalDoorVote(BaseModel):
    """扫码评价;不需要回执,不收集个人信息。"""

    model_config = ConfigDict(extra="forbid")

    code: DoorCode
    verdict: Verdict
    text: _Words | None = Field(default=None, description="您想说的,可以不填;请不要写姓名、电话")
    token: Annotated[str, Field(min_length=1, max_length=100, description="表单凭证,取得后至少 3 秒提交")]
