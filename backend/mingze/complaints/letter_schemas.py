"""Wire shapes of letters."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from mingze.complaints.vocabulary import Delivery, LetterKind
from mingze.findings.bodies import Line, _Body
from mingze.findings.schemas import Ref
from mingze.kit.web import Day

Code = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,20}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000, pattern=r"^[^\x00]*$")]
Addressee = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00\r\n]*$")
]


class LetterSection(BaseModel):
    """文书的一部分:给出的文字可以修改后出具。"""

    code: str = Field(examples=["decision"])
    label: str = Field(examples=["受理决定"])
    text: str = Field(description="按本件情况预先写好的文字;须由人填写的为空")
    may_lack: bool = Field(description="可以不填")
    items: bool = Field(description="每行一项,印出时编号")


class LetterDraft(BaseModel):
    """现在可以出具或不能出具的一种文书。"""

    kind: LetterKind
    title: str = Field(examples=["信访事项受理告知书"])
    unit: Ref | None = Field(description="由哪个单位出具")
    refused: str | None = Field(description="现在不能出具的理由;可以出具的为空")
    addressee: str
    sections: list[LetterSection]


class LetterView(BaseModel):
    """已出具的一份文书。"""

    id: int
    version: int
    complaint_id: int
    kind: LetterKind
    title: str
    number: str = Field(examples=["云卫信告〔2026〕12号"])
    round: int
    unit: Ref
    issued_on: date
    issued_by_name: str
    delivered_on: date | None
    delivery: Delivery | None
    delivery_note: str | None
    may_print: bool = Field(description="诉求人要求保密的,只由受理机关和出具单位打印")
    may_deliver: bool


class Letters(BaseModel):
    items: list[LetterView] = Field(description="已出具的,新的在前")
    drafts: list[LetterDraft] = Field(description="每一种文书及预先写好的文字")


class LetterIssue(_Body):
    """出具一份文书,并取得文号。"""

    kind: LetterKind
    addressee: Addressee = Field(examples=["王某"], description="称呼;匿名的写“反映人”")
    sections: Annotated[dict[Code, Words], Field(max_length=12)] = Field(
        description="各部分的文字,没有给出的用预先写好的"
    )
    issued_on: Day | None = Field(default=None, description="落款日期,缺省为今天")


class LetterDelivery(_Body):
    """登记送达。处理意见书、复查意见书的送达起算请求复查、复核的期限。"""

    delivery: Delivery
    delivered_on: Day
    note: Line | None = Field(default=None, examples=["挂号信 XA00000000044"])
