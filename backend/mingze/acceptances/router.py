"""群众验收: what people say of findings that were closed, and the office's look back."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.acceptances import queries, rules, service, views
from mingze.acceptances.schemas import AcceptanceSummary, AcceptanceView, LookBack
from mingze.acceptances.vocabulary import AcceptanceState
from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.kit import clock
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import NotFound
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag, file_headers
from mingze.papers.writing.posters import Poster, code_svg, poster_pdf

router = APIRouter(prefix="/acceptances", tags=["群众验收 Acceptances"])

_P = Permission
#: Whoever reads a finding, or registered it, sees what people say of it.
Reader = Annotated[Actor, requires(_P.FINDING_READ, _P.FINDING_REGISTER)]
Clerk = Annotated[Actor, requires(_P.CHANGE_ASK)]
FindingQuery = Annotated[int | None, Query(alias="finding", ge=1, le=2**53, description="哪个问题")]
_MEDIA = {"svg": "image/svg+xml", "pdf": "application/pdf"}
_FILE = {"schema": {"type": "string", "format": "binary"}}
_CODE: dict[int | str, dict[str, Any]] = {200: {"content": dict.fromkeys(_MEDIA.values(), _FILE)}}
Form = Annotated[
    Literal["svg", "pdf"], Query(alias="format", description="svg 只有二维码,pdf 是可张贴的一页")
]


@router.get("", operation_id="listAcceptances", summary="群众验收,新的在前")
async def list_acceptances(
    actor: Reader,
    session: Reading,
    state: Annotated[AcceptanceState | None, Query(description="disputed 为待回头看的")] = None,
    finding_id: FindingQuery = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[AcceptanceSummary]:
    """由投诉转来的问题销号时自动开始;只列可见的问题。"""
    rows, count = await queries.page(
        session, actor, state=state, finding_id=finding_id, before=after_id(cursor), limit=limit + 1
    )
    shown, last = cut(rows, limit)
    voices = await queries.voices(session, [row["id"] for row in shown])
    total, is_capped = capped(count)
    return Page(
        items=[views.summary(row, voices[row["id"]]) for row in shown],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.get("/{acceptance_id}", operation_id="getAcceptance", summary="一次群众验收")
async def get_acceptance(
    actor: Reader, acceptance_id: Id, session: Reading, response: Response
) -> AcceptanceView:
    """评价件次,以及销号前后同样长的时间里同一单位同类投诉的件次;群众写的话只给监督办公室看。"""
    return await _acceptance(session, actor, acceptance_id, response)


@router.post("/{acceptance_id}/look-back", operation_id="lookBackOnAcceptance", summary="登记回头看结果")
async def look_back_on_acceptance(
    actor: Clerk,
    acceptance_id: Id,
    body: LookBack,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> AcceptanceView:
    """有异议时由监督办公室登记。整改不到位的,即按台账的规定申请重新打开,由领导审批;不自动处罚任何人。"""
    await service.look_back(session, actor, acceptance_id, expected, result=body.result, text=body.text)
    return await _acceptance(session, actor, acceptance_id, response)


@router.get(
    "/{acceptance_id}/code",
    operation_id="getAcceptanceCode",
    summary="张贴用的评价二维码",
    response_class=Response,
    responses=_CODE,
)
async def get_acceptance_code(
    actor: Reader, acceptance_id: Id, session: Reading, request: Request, form: Form = "svg"
) -> Response:
    """张贴在该单位门口;扫码的人不用注册。二维码里没有问题的内容。"""
    row = await _seen(session, actor, acceptance_id)
    base = request.app.state.settings.public_url or str(request.base_url).rstrip("/")
    address = f"{base}/portal/acceptance/{row['code']}"
    content = (
        code_svg(address) if form == "svg" else await asyncio.to_thread(poster_pdf, _poster(row, address))
    )
    name = f"群众评价二维码-{row['unit_name']}.{form}"
    return Response(content, media_type=_MEDIA[form], headers=file_headers(name))


def _poster(row: RowMapping, address: str) -> Poster:
    last = row["ends_on"]
    return Poster(
        title="请您评价整改效果",
        lines=(
            "针对群众反映的问题,我们已经整改。",
            "问题解决了吗?请扫码告诉我们。",
            f"不用注册,不收集个人信息。{last.year}年{last.month}月{last.day}日前有效。",
        ),
        issuer=row["unit_name"],
        address=address,
    )


async def _seen(session: AsyncSession, actor: Actor, acceptance_id: int) -> RowMapping:
    row = await queries.acceptance(session, actor, acceptance_id)
    if row is None:
        raise NotFound()
    return row


async def _acceptance(
    session: AsyncSession, actor: Actor, acceptance_id: int, response: Response
) -> AcceptanceView:
    row = await _seen(session, actor, acceptance_id)
    response.headers["ETag"] = etag(row["version"])
    voices = await queries.voices(session, [acceptance_id])
    refused = await service.who_looks_not(session, actor, row["finding_id"])
    spans = rules.compared(row["closed_on"], clock.today())
    counted = (
        await queries.on_the_matter(session, row["finding_id"], row["unit_id"], spans) if spans else None
    )
    return views.view(
        row,
        voices[acceptance_id],
        comparison=(spans, *counted) if spans and counted else None,
        words=await queries.words(session, acceptance_id) if refused is None else (),
        refused=refused or service.when_looked_not(row["state"]),
    )
