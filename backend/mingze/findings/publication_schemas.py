"""Wire shapes of what is published of a finding."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from mingze.findings.bodies import Prose, Reason, _Body, _text
from mingze.findings.paper_words import Outside, PublicationState
from mingze.findings.schemas import ActionView, Ref, _View


class PublicationDraft(_Body):
    """公开表述:批准后,公开版报告只印这些文字。"""

    problem: Prose = Field(examples=["个别科室预检分诊登记不完整。"])
    measures: Annotated[list[Prose], Field(max_length=50)] = Field(
        default=[],
        examples=[["修订预检分诊制度。", "每日核查登记本。"]],
        description="各项措施,不写“一是、二是”",
    )
    progress: Annotated[str, _text(20_000)] | None = Field(
        default=None, examples=["制度已修订,登记完整率保持在较高水平。"]
    )


class Withholding(_Body):
    reason: Reason = Field(examples=["涉及患者隐私"], description="不予公开的理由,只供内部查看")


class LedgerTexts(_View):
    """台账现有内容,拟稿由此开始。"""

    problem: str
    measures: list[str]
    progress: str | None


class PublicationView(_View):
    """一个问题的公开表述。"""

    finding_id: int
    version: int = Field(description="0 为尚未拟稿;If-Match 用 ETag")
    state: PublicationState
    withheld: bool = Field(description="不予公开:任何公开版都不列入")
    withheld_reason: str | None
    problem: str | None
    measures: list[str]
    progress: str | None
    drafted_by: Ref | None
    drafted_at: datetime | None
    decided_by: Ref | None
    decided_at: datetime | None
    decision_note: str | None
    stale: bool = Field(description="拟稿之后台账内容有变化:须重新拟稿,公开版按未批准处理")
    outside: Outside = Field(description="现在的公开版如何处理这个问题")
    ledger: LedgerTexts
    allowed_actions: list[ActionView]
