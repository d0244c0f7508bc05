"""Wire shapes of the ledger: what is sent."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mingze.findings.vocabulary import (
    Basis,
    OrganKind,
    Part,
    PublishedStatus,
    ReopenTrigger,
    RequestKind,
    Severity,
    Source,
)


def _text(longest: int) -> StringConstraints:
    # NUL cannot be kept by PostgreSQL; nobody means it.
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest, pattern=r"^[^\x00]*$")


Line = Annotated[str, _text(200)]
ShortLine = Annotated[str, _text(40)]
Prose = Annotated[str, _text(5000)]
Reason = Annotated[str, _text(2000)]
Money = Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)]
EntityId = Annotated[int, Field(ge=1, le=2**53)]


Explanation = Annotated[
    Reason | None, Field(description="雷同说明:文字与已有材料雷同(409 too-alike)而确有原因时填写")
]


class _Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class UnitPartIn(_Body):
    unit_id: EntityId
    part: Part = Part.ANSWERING


Units = Annotated[list[UnitPartIn], Field(min_length=1, max_length=50)]


class FindingCreate(_Body):
    """登记一个问题。"""

    problem: Prose = Field(examples=["处方点评制度落实不到位,抽查 30 张处方有 4 张超量。"])
    source: Source = Source.SELF_CHECK
    severity: Severity = Severity.ORDINARY
    key_matter: bool = False
    section: ShortLine | None = None
    group: Line | None = None
    number: Annotated[str, _text(20)] | None = None
    amount: Money | None = None
    due_on: date | None = None
    responsible_leader: Annotated[str, _text(100)] | None = None
    responsible_department: Line | None = None
    responsible_person: Annotated[str, _text(100)] | None = None
    campaign_id: EntityId | None = Field(default=None, description="在哪个专项活动中发现")
    problem_type_id: EntityId | None = Field(default=None, description="属于该活动整治的哪一类问题")
    units: Annotated[list[UnitPartIn], Field(max_length=50)] = []
    tag_ids: Annotated[list[EntityId], Field(max_length=20)] = []
    measures: Annotated[list[Prose], Field(max_length=100)] = []
    likeness_explained: Explanation = None


class NoteBody(_Body):
    note: Reason | None = None


class ReasonBody(_Body):
    reason: Reason


class HandOutBody(_Body):
    """交办。未给出的保持问题上已有的。"""

    units: Units | None = None
    due_on: date | None = Field(default=None, description="整改期限;问题上没有期限时必填")
    note: Reason | None = None


class Versioned(_Body):
    id: EntityId
    version: Annotated[int, Field(ge=1, le=2**31)]


class BulkHandOut(HandOutBody):
    items: Annotated[list[Versioned], Field(min_length=1, max_length=200)]


class BulkUrge(_Body):
    ids: Annotated[list[EntityId], Field(min_length=1, max_length=200)]
    note: Reason | None = None


class OrganIn(_Body):
    kind: OrganKind
    name: Line = Field(examples=["中共云州市委巡察工作领导小组办公室"])


class CountersignBody(_Body):
    """会签文件:一份文件可由几个机关共同签章。扫描件在登记后作为附件上传。"""

    organs: Annotated[list[OrganIn], Field(min_length=1, max_length=3)]
    document: Line = Field(examples=["云巡办函〔2026〕8号"])
    signed_on: date


class CloseBody(_Body):
    closer: Line = Field(examples=["市委巡察办会同市纪委监委、市委组织部"], description="销号机关")
    document: Line = Field(examples=["云巡办函〔2026〕9号"], description="销号依据文件")
    closed_on: date


class ItemCreate(_Body):
    text: Prose
    unit_id: EntityId | None = None
    owner_account_id: EntityId | None = None
    owner_leader: Annotated[str, _text(100)] | None = None
    due_on: date | None = None
    steps: Annotated[list[Prose], Field(max_length=50)] = []
    likeness_explained: Explanation = None


class ItemChange(_Body):
    """未给出的字段不变。"""

    text: Prose | None = None
    unit_id: EntityId | None = None
    owner_account_id: EntityId | None = None
    owner_leader: Annotated[str, _text(100)] | None = None
    due_on: date | None = None
    likeness_explained: Explanation = None


class ProgressBody(_Body):
    text: Prose = Field(examples=["已修订处方点评制度,3 月起每月抽查 100 张。"])
    likeness_explained: Explanation = None


class ClaimBody(_Body):
    basis: Basis = Basis.EVIDENCE
    note: Reason | None = None
    likeness_explained: Explanation = None


class OnsiteBody(_Body):
    onsite_on: date
    note: Reason


class Correction(_Body):
    """更正内容:只写要改的字段。"""

    problem: Prose | None = None
    section: ShortLine | None = None
    group: Line | None = None
    number: Annotated[str, _text(20)] | None = None
    source: Source | None = None
    severity: Severity | None = None
    key_matter: bool | None = None
    amount: Money | None = None
    due_on: date | None = None
    published_status: PublishedStatus | None = None
    responsible_leader: Annotated[str, _text(100)] | None = None
    responsible_department: Line | None = None
    responsible_person: Annotated[str, _text(100)] | None = None


class RequestCreate(_Body):
    kind: RequestKind
    reason: Reason
    until: date | None = Field(default=None, description="延期至(extension)或复核日期(waiting_external)")
    trigger: ReopenTrigger | None = Field(default=None, description="重新打开的缘由(reopen)")
    changes: Correction | None = Field(default=None, description="更正内容(correct)")


class DecisionBody(_Body):
    approve: bool
    note: Reason | None = Field(default=None, description="不同意时必填")


class TagCreate(_Body):
    name: ShortLine = Field(examples=["医德医风"])


class TagChange(_Body):
    name: ShortLine | None = None
    active: bool | None = None
