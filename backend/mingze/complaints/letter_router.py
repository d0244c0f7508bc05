"""文书: drafted from the case, issued with a number, printed, delivered."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.complaints import letter_case, letter_paper, letter_rules, letter_service, rules, service
from mingze.complaints import letter_forms as forms
from mingze.complaints import letter_queries as letters
from mingze.complaints.dependencies import Handler, Reader
from mingze.complaints.letter_rules import Standing
from mingze.complaints.letter_schemas import (
    LetterDelivery,
    LetterDraft,
    LetterIssue,
    Letters,
    LetterSection,
    LetterView,
)
from mingze.complaints.service import Loaded
from mingze.complaints.vocabulary import LetterKind
from mingze.findings.report_router import DOCX
from mingze.findings.schemas import Ref
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.problems import Forbidden, NotFound
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag, file_headers

router = APIRouter()

_MEDIA = {"docx": DOCX, "pdf": "application/pdf"}
_FILE = {"schema": {"type": "string", "format": "binary"}}
_PAPER: dict[int | str, dict[str, Any]] = {200: {"content": dict.fromkeys(_MEDIA.values(), _FILE)}}
Form = Annotated[Literal["docx", "pdf"], Query(alias="format", description="文件格式")]


@router.get(
    "/complaints/{complaint_id}/letters",
    operation_id="listComplaintLetters",
    summary="已出具的文书,和可以出具的文书的初稿",
)
async def list_complaint_letters(actor: Reader, complaint_id: Id, session: Reading) -> Letters:
    """初稿按本件情况写好,可以修改后出具;不能出具的说明理由。"""
    loaded = await service.load(session, actor, complaint_id)
    standing = await letter_service.standing_of(session, actor, loaded)
    addressee = await letter_service.addressee_of(session, actor, loaded)
    return Letters(
        items=[
            _view(actor, row, loaded, standing) for row in await letters.of_complaint(session, complaint_id)
        ],
        drafts=[await _draft(session, loaded, standing, kind, addressee) for kind in LetterKind],
    )


async def _draft(
    session: AsyncSession, loaded: Loaded, standing: Standing, kind: LetterKind, addressee: str
) -> LetterDraft:
    unit_id = letter_rules.issuer_of(kind, standing)
    refused = letter_rules.who_not(kind, standing) or letter_rules.when_not(kind, standing)
    draft = LetterDraft(
        kind=kind,
        title=forms.title(kind, loaded.kind),
        unit=None,
        refused=refused,
        addressee=addressee,
        sections=[],
    )
    if refused is None and unit_id is not None:
        case = await letter_case.case_of(session, loaded.row, unit_id, kind)
        draft.unit = Ref(id=unit_id, name=case.issuer)
        draft.sections = [
            LetterSection(
                code=section.code,
                label=section.label,
                text=section.write(case),
                may_lack=section.may_lack,
                items=section.items,
            )
            for section in forms.SECTIONS[kind]
        ]
    return draft


def _view(actor: Actor, row: RowMapping, loaded: Loaded, standing: Standing) -> LetterView:
    names = (
        "id", "version", "complaint_id", "kind", "number", "round", "issued_on", "issued_by_name",
        "delivered_on", "delivery",
    )  # fmt: skip
    confidential = loaded.row.confidential
    knows_who = rules.may_see_complainant(actor, loaded.facts, confidential=confidential)
    issuer = letter_rules.issuer_of(LetterKind(row["kind"]), standing)
    return LetterView(
        **{name: row[name] for name in names},
        # To whom and where it went says who complained.
        delivery_note=row["delivery_note"] if knows_who else None,
        title=row["content"]["title"],
        unit=Ref(id=row["unit_id"], name=row["unit_name"]),
        may_print=_may_print(row, loaded, standing),
        may_deliver=issuer == row["unit_id"] and row["delivered_on"] is None,
    )


def _may_print(row: RowMapping, loaded: Loaded, standing: Standing) -> bool:
    return letter_rules.may_print(
        standing.hands,
        confidential=loaded.row.confidential,
        unit_id=row["unit_id"],
        lead_id=standing.lead_id,
    )


async def _seen(session: AsyncSession, actor: Actor, letter_id: int) -> tuple[RowMapping, Loaded, Standing]:
    row = await letters.letter(session, actor, letter_id)
    if row is None:
        raise NotFound()
    loaded = await service.load(session, actor, row["complaint_id"])
    return row, loaded, await letter_service.standing_of(session, actor, loaded)


async def _shown(session: AsyncSession, actor: Actor, letter_id: int, response: Response) -> LetterView:
    row, loaded, standing = await _seen(session, actor, letter_id)
    response.headers["ETag"] = etag(row["version"])
    return _view(actor, row, loaded, standing)


@router.post(
    "/complaints/{complaint_id}/letters",
    status_code=201,
    operation_id="issueComplaintLetter",
    summary="出具文书",
)
async def issue_complaint_letter(
    actor: Handler,
    complaint_id: Id,
    body: LetterIssue,
    session: Writing,
    response: Response,
    key: IdempotencyKey = None,
) -> LetterView:
    """取得文号后不再改动,随时可以照原样再印。每一部分都要有内容。"""
    said = f"{complaint_id}/{body.model_dump_json()}".encode()
    made = await once(session, actor, "issueComplaintLetter", key, said)
    if made is None:
        row = await letter_service.issue(session, actor, complaint_id, **body.model_dump())
        made = await once.done(session, actor, "issueComplaintLetter", key, said, row.id)
    return await _shown(session, actor, made, response)


@router.get(
    "/complaint-letters/{letter_id}/document",
    operation_id="downloadComplaintLetter",
    summary="打印文书(DOCX 或 PDF)",
    response_class=Response,
    responses=_PAPER,
)
async def download_complaint_letter(
    actor: Reader, letter_id: Id, request: Request, form: Form = "docx"
) -> Response:
    """与出具时一样。诉求人要求保密的,只由受理机关和出具单位打印。"""
    async with request.app.state.database.reading() as session:
        row, loaded, standing = await _seen(session, actor, letter_id)
    if not _may_print(row, loaded, standing):
        raise Forbidden("诉求人要求保密,由受理机关打印")
    data = letter_paper.data_of(row)
    content = await asyncio.to_thread(letter_paper.written, data, form)
    return Response(content, media_type=_MEDIA[form], headers=file_headers(f"{data.number}.{form}"))


@router.post(
    "/complaint-letters/{letter_id}/delivery",
    operation_id="deliverComplaintLetter",
    summary="登记文书送达",
)
async def deliver_complaint_letter(
    actor: Handler,
    letter_id: Id,
    body: LetterDelivery,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> LetterView:
    """由出具单位登记。处理意见书、复查意见书送达之日起算请求复查、复核的期限。"""
    await letter_service.deliver(session, actor, letter_id, expected, **body.model_dump())
    return await _shown(session, actor, letter_id, response)
