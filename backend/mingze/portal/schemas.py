"""Wire shapes of the portal: the same for its forms and for apps."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from fastapi import UploadFile
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from mingze.complaints.vocabulary import ComplaintKind, ComplaintState, LetterKind, Matter, Satisfaction
from mingze.findings.bodies import EntityId
from mingze.kit.web import Day
from mingze.portal.rectified import PortalAsked
from mingze.portal.rules import cleaned, narrowed
from mingze.portal.vocabulary import Concern
from mingze.suggestions.vocabulary import Giver


def _text(longest: int, shortest: int = 1) -> tuple[BeforeValidator, StringConstraints]:
    return BeforeValidator(cleaned), StringConstraints(
        strip_whitespace=True, min_length=shortest, max_length=longest
    )


_Line = Annotated[str, *_text(200)]
_Name = Annotated[str, *_text(60)]
_Prose = Annotated[str, *_text(5_000)]
_Text = Annotated[str, *_text(10_000, 5)]
_Phone = Annotated[
    str,
    BeforeValidator(narrowed),
    StringConstraints(strip_whitespace=True, min_length=3, max_length=40, pattern=r"^[0-9+() \-转]+$"),
]
_Email = Annotated[
    str,
    BeforeValidator(narrowed),
    StringConstraints(strip_whitespace=True, min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$"),
]
_Receipt = Annotated[
    str,
    Field(
        min_length=1,
        max_length=100,
        examples=["7K3M-9QXC-2WTH-B5ZN-84RV-JD6E"],
        description="回执,大小写、空格、连字符均可",
    ),
]
_Token = Annotated[
    str, Field(min_length=1, max_length=100, description="表单凭证,取得后至少 3 秒、12 小时内提交")
]
_MATTERS = Literal[Matter.COMPLAIN, Matter.HELP, Matter.CONSULT, Matter.SUGGEST, Matter.COMMENT]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PortalReach(_Body):
    """怎样联系您。全部可以不填;只用于核实情况和告知结果。"""

    name: _Name | None = Field(default=None, examples=["王某"])
    phone: _Phone | None = Field(default=None, examples=["13900000000"])
    address: _Line | None = None
    email: _Email | None = None
    relation: _Name | None = Field(default=None, description="本人、家属等", examples=["患者家属"])


class PortalWords(_Body):
    """投诉、信访或意见的内容。"""

    kind: ComplaintKind = ComplaintKind.COMPLAINT
    matter: _MATTERS = Matter.COMPLAIN
    unit_id: EntityId | None = Field(default=None, description="反映哪个单位;说不清的不填")
    concern: Concern = Field(description="您要反映的是哪方面的问题")
    happened_on: Day | None = Field(default=None, description="什么时候的事")
    text: _Text = Field(examples=["上午九点挂的号,到十一点半还没有叫到,问了两次没有人答复。"])
    wish: _Prose | None = Field(default=None, description="希望怎样解决")
    about_persons: _Line | None = Field(default=None, description="涉及的科室、人员")
    names_head: bool = Field(default=False, description="反映的是该单位主要负责人:由上一级受理,该单位看不到")
    confidential: bool = Field(default=False, description="要求保密:办理单位看不到您是谁")
    reach: PortalReach = PortalReach()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.names_head and self.unit_id is None:
            raise ValueError("反映主要负责人的,请选择单位")
        return self


class PortalComplaintCreate(PortalWords):
    """提交一件投诉或信访。同一回执再次提交,仍是同一件。"""

    receipt: _Receipt
    token: _Token


class PortalSuggestionCreate(_Body):
    """向正在开展的意见征集提意见。"""

    collection_id: EntityId
    unit_id: EntityId | None = Field(default=None, description="意见针对的单位;不填为针对整个系统")
    text: _Prose = Field(examples=["取药窗口中午只开一个,排队时间长。"])
    giver: Giver = Giver.OTHER
    contact: _Line | None = Field(default=None, description="希望答复的填写;可以不填")
    token: _Token


class PortalLookup(_Body):
    """凭回执查询。"""

    receipt: _Receipt


class PortalMessageCreate(PortalLookup):
    """补充说明,或回答办理单位的询问。"""

    text: _Prose = Field(examples=["当天的挂号单还在,可以提供。"])


class PortalRatingCreate(PortalLookup):
    """评价答复。"""

    satisfaction: Satisfaction
    text: _Prose | None = Field(default=None, description="您的意见,可以不填")


class PortalObjectionCreate(PortalLookup):
    """对答复提出异议,由受理机关决定是否重新办理。"""

    text: _Prose = Field(examples=["答复说当天有三名医师出诊,实际只有一名。"])


class PortalLetterRequest(PortalLookup):
    """下载给您的文书。"""

    letter_id: EntityId
    format: Literal["docx", "pdf"] = "pdf"


class PortalFileForm(BaseModel):
    """补充一个文件。"""

    receipt: _Receipt
    file: UploadFile = Field(description="照片(JPEG、PNG、WebP、HEIC)、PDF、DOCX、XLSX")


# --- what is answered ------------------------------------------------------------------------------------------


class PortalQuestion(BaseModel):
    """一个通俗的问题,对应一个类别。"""

    concern: Concern
    text: str
    tip: bool = Field(description="这类问题更适合举报,请提示举报渠道")


class PortalCollection(BaseModel):
    """正在网上开展的意见征集。"""

    id: int
    title: str
    question: str
    office_name: str


class PortalView(BaseModel):
    """门户的名称、联系方式,填写表单所需的选项。"""

    name: str
    contacts: list[str]
    address: str | None
    hours: str | None
    discipline_contacts: list[str] = Field(description="举报请向这里反映;本门户不接收举报")
    questions: list[PortalQuestion]
    collections: list[PortalCollection]
    max_files: int
    max_file_bytes: int
    suggestion_token: str = Field(description="提交征集意见时使用的表单凭证")


class PortalUnit(BaseModel):
    """可以投诉的单位。"""

    id: int
    code: str
    name: str
    parent_name: str | None


class PortalReceiptView(BaseModel):
    """一张新回执:提交之前就可以记下。"""

    receipt: str = Field(examples=["7K3M-9QXC-2WTH-B5ZN-84RV-JD6E"])
    token: str


class PortalMade(BaseModel):
    """已经收到。回执只在这里出现,请妥善保存。"""

    receipt: str
    number: str = Field(examples=["TS2026-000123"])
    received_at: datetime
    office_name: str


class PortalPromise(BaseModel):
    """什么事、什么时候之前。"""

    purpose: str = Field(examples=["反馈处理意见"])
    last_day: date | None = Field(description="最后一日;当年工作日历尚未公布、又以工作日计的为空")
    provisional: bool = Field(description="最早到这一日,待工作日历公布后复核")


class PortalMessage(BaseModel):
    mine: bool = Field(description="是否投诉人自己说的")
    text: str
    at: datetime
    unit_name: str | None


class PortalFile(BaseModel):
    name: str
    size: int
    created_at: datetime


class PortalAnswer(BaseModel):
    """对外答复。"""

    round: int
    unit_name: str
    text: str
    request: str | None
    facts: str | None
    basis: str | None
    answered_at: datetime


class PortalLetter(BaseModel):
    id: int
    kind: LetterKind
    number: str
    issued_on: date


class PortalComplaintView(BaseModel):
    """凭回执看到的一件投诉或信访:不含联系方式和内部办理情况。"""

    number: str
    kind: ComplaintKind
    matter: Matter
    subject: str
    text: str
    received_at: datetime
    unit_name: str | None
    office_name: str
    handled_by: str | None
    state: ComplaintState
    state_words: str = Field(description="现在到哪一步")
    reason: str | None = Field(description="不予处理、不予受理、移送等的原因和去向")
    merged: bool = Field(description="与反映同一问题的其他来信合并办理")
    promises: list[PortalPromise] = Field(description="预计什么时候得到什么答复")
    rights: list[PortalPromise] = Field(description="您可以在何时之前提出什么")
    answers: list[PortalAnswer]
    conversation: list[PortalMessage]
    files: list[PortalFile]
    letters: list[PortalLetter]
    satisfaction: Satisfaction | None
    noted: bool = Field(description="评价是回访时由受理机关登记的,不是您自己填写的")
    may_rate: bool
    may_object: bool
    acceptances: list[PortalAsked] = Field(description="整改已经销号的:请评价解决了没有")
