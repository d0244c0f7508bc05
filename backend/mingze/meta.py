"""`/api/v1/meta`: the words for every code, one source for the SPA, documents and integrators."""

from collections.abc import Mapping
from enum import StrEnum

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from mingze.acceptances.vocabulary import ENUMS as ACCEPTANCE_ENUMS
from mingze.access.dependencies import OPEN
from mingze.access.permissions import ROLE_LABELS
from mingze.burden.vocabulary import ENUMS as BURDEN_ENUMS
from mingze.campaigns.vocabulary import ENUMS as CAMPAIGN_ENUMS
from mingze.commitments.vocabulary import ENUMS as COMMITMENT_ENUMS
from mingze.complaints.labels import ENUMS as COMPLAINT_ENUMS
from mingze.duties.metrics import METRIC_LABELS
from mingze.duties.vocabulary import ENUMS as DUTY_ENUMS
from mingze.findings.paper_words import ENUMS as PAPER_ENUMS
from mingze.findings.vocabulary import ENUMS, WorkState
from mingze.findings.workflow import WORK
from mingze.hotline.vocabulary import ENUMS as HOTLINE_ENUMS
from mingze.imports.vocabulary import ENUMS as IMPORT_ENUMS
from mingze.notices.rules import KIND_LABELS, MAIL_MODE_LABELS
from mingze.outcomes.vocabulary import ENUMS as OUTCOME_ENUMS
from mingze.portal.vocabulary import ENUMS as PORTAL_ENUMS
from mingze.receptions.vocabulary import ENUMS as RECEPTION_ENUMS
from mingze.statistics.vocabulary import ENUMS as STATISTICS_ENUMS
from mingze.suggestions.vocabulary import ENUMS as SUGGESTION_ENUMS
from mingze.templates.rules import ENUMS as TEMPLATE_ENUMS
from mingze.timelimits.vocabulary import ENUMS as TIME_ENUMS
from mingze.units.rules import UNIT_CHANGE_LABELS, UNIT_KIND_LABELS

router = APIRouter(tags=["词汇 Meta"])

_ENUMS: Mapping[str, Mapping[StrEnum, str]] = {
    "role": ROLE_LABELS,
    "unit_kind": UNIT_KIND_LABELS,
    "unit_change_kind": UNIT_CHANGE_LABELS,
    **ENUMS,
    **PAPER_ENUMS,
    **TEMPLATE_ENUMS,
    **IMPORT_ENUMS,
    **CAMPAIGN_ENUMS,
    **COMMITMENT_ENUMS,
    **OUTCOME_ENUMS,
    **SUGGESTION_ENUMS,
    **TIME_ENUMS,
    **DUTY_ENUMS,
    **COMPLAINT_ENUMS,
    **ACCEPTANCE_ENUMS,
    **STATISTICS_ENUMS,
    **RECEPTION_ENUMS,
    **HOTLINE_ENUMS,
    **PORTAL_ENUMS,
    **BURDEN_ENUMS,
    "metric": METRIC_LABELS,
    "notice_kind": KIND_LABELS,
    "mail_mode": MAIL_MODE_LABELS,
}
#: English words where the code itself, read with blanks, would mislead.
_ENGLISH: Mapping[str, str] = {
    "A": "A · measures, progress, status",
    "B": "B · status first",
    "bureau": "county health bureau",
    "C": "C · by result, no labels",
    "cdc": "CDC",
    "checkoff": "check-off list",
    "claimed": "claimed complete",
    "clerk": "supervision clerk",
    "close": "countersign or close",
    "closed": "closed",
    "community": "community health centre",
    "exact": "exactly",
    "green": "on time",
    "grey": "no clock",
    "guided_check": "guided check",
    "inner": "internal version",
    "inspection": "inspection (xuncha)",
    "keep": "print the words of the ledger",
    "least": "at least",
    "key_matter": "key matter without an approved wording",
    "maternal": "maternal and child health",
    "most": "at most",
    "none": "not applied for",
    "outer": "public version",
    "public_report": "report from the public",
    "recorded": "stated in the document",
    "rectifying": "under rectification",
    "red": "overdue",
    "stale": "changed since the approval",
    "secondary": "from a secondary source, unverified",
    "superior": "assigned from above",
    "township": "township health centre",
    "unconfirmed": "unconfirmed, unverified",
    "unapproved": "no approved wording",
    "village": "village clinic",
    "waiting_external": "waiting for others",
    "yellow": "due soon",
}


class Label(BaseModel):
    code: str = Field(examples=["rectifying"])
    label: str = Field(examples=["整改中"])
    label_en: str = Field(examples=["Under rectification"])


class OtherWayIn(BaseModel):
    label: str = Field(examples=["统一身份认证"], description="按钮上的文字")


class WaysIn(BaseModel):
    oidc: OtherWayIn | None = Field(
        description="可经统一身份认证登录:浏览器打开 /api/v1/sessions/oidc;没有则为 null"
    )
    idle_minutes: int = Field(examples=[60], description="多少分钟没有使用后,登录自动失效")


class Meta(BaseModel):
    enums: dict[str, list[Label]] = Field(description="枚举名 → 各代码的中英文名称,按显示顺序")
    work_acts: dict[str, list[WorkState]] = Field(
        examples=[{"hand_out": ["confirmed"]}], description="对问题的操作 → 可由哪些办理状态开始"
    )
    light_days: int = Field(description="距期限多少日以内亮黄灯")
    upload_max_bytes: int = Field(description="单个上传文件的字节数上限")
    sign_in: WaysIn
    version: str


@router.get("/meta", operation_id="getMeta", summary="各代码的名称与公共设置", openapi_extra=OPEN)
async def get_meta(request: Request) -> Meta:
    settings = request.app.state.settings
    return Meta(
        enums={
            name: [_label(code, label) for code, label in words.items()] for name, words in _ENUMS.items()
        },
        work_acts={move.action: [s for s in WorkState if s in move.sources] for move in WORK.moves},
        light_days=settings.light_days,
        upload_max_bytes=settings.upload_max_bytes,
        sign_in=WaysIn(
            oidc=OtherWayIn(label=settings.oidc_label) if settings.oidc_issuer else None,
            idle_minutes=settings.idle_minutes,
        ),
        version=request.app.version,
    )


def _label(code: StrEnum, label: str) -> Label:
    english = _ENGLISH.get(code, code.replace("_", " "))
    return Label(code=code, label=label, label_en=english[:1].upper() + english[1:])
