"""公众门户 for apps: the same services as its pages, open to everybody."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from mingze.access.dependencies import OPEN
from mingze.kit.uploads import form_of, takes
from mingze.kit.web import Reading, Writing, file_headers
from mingze.portal import queries, service
from mingze.portal.asking import LETTER_MEDIA, Asking
from mingze.portal.dependencies import Asked
from mingze.portal.rules import MAX_FILE_BYTES, MAX_FILES
from mingze.portal.schemas import (
    PortalCollection,
    PortalComplaintCreate,
    PortalComplaintView,
    PortalFileForm,
    PortalLetterRequest,
    PortalLookup,
    PortalMade,
    PortalMessageCreate,
    PortalObjectionCreate,
    PortalQuestion,
    PortalRatingCreate,
    PortalReceiptView,
    PortalSuggestionCreate,
    PortalUnit,
    PortalView,
)
from mingze.portal.views import view_of
from mingze.portal.vocabulary import MEANINGS
from mingze.suggestions.queries import public_collections

router = APIRouter(prefix="/portal", tags=["公众门户 Portal"], dependencies=[Asked])

_BINARY = {"type": "string", "format": "binary"}
_LIMITED: dict[int | str, dict[str, Any]] = {404: {}, 429: {}}


def _asking(request: Request) -> Asking:
    return Asking.of(request)


Public = Annotated[Asking, Depends(_asking)]


@router.get("", operation_id="getPortal", summary="门户信息", openapi_extra=OPEN)
async def get_portal(asking: Public, session: Reading, request: Request) -> PortalView:
    """名称、联系方式、举报去向、表单选项和正在开展的意见征集。"""
    settings = request.app.state.settings
    return PortalView(
        name=settings.portal_name,
        contacts=settings.portal_contacts,
        address=settings.portal_address,
        hours=settings.portal_hours,
        discipline_contacts=settings.discipline_contacts,
        questions=[
            PortalQuestion(concern=concern, text=meaning.text, tip=meaning.tip)
            for concern, meaning in MEANINGS.items()
        ],
        collections=[PortalCollection.model_validate(dict(row)) for row in await public_collections(session)],
        max_files=MAX_FILES,
        max_file_bytes=MAX_FILE_BYTES,
        suggestion_token=asking.suggestion_token(),
    )


@router.get("/units", operation_id="findPortalUnits", summary="按名称查找可以投诉的单位", openapi_extra=OPEN)
async def find_portal_units(
    session: Reading,
    q: Annotated[str, Query(min_length=1, max_length=60, description="名称的一部分,或机构代码")],
) -> list[PortalUnit]:
    """至多 20 个;曾用名也能查到。"""
    return [PortalUnit.model_validate(dict(row)) for row in await queries.units(session, q.strip())]


@router.post(
    "/receipts",
    status_code=201,
    operation_id="createPortalReceipt",
    summary="取得一张新回执",
    openapi_extra=OPEN,
)
async def create_portal_receipt(asking: Public) -> PortalReceiptView:
    """在提交之前取得并保存:网络中断后用同一回执再次提交,仍是同一件。服务端不保存回执本身。"""
    return asking.new_receipt()


@router.post(
    "/complaints",
    status_code=201,
    operation_id="createPortalComplaint",
    summary="提交投诉或信访",
    responses={429: {}},
    openapi_extra=OPEN,
)
async def create_portal_complaint(
    asking: Public, body: PortalComplaintCreate, session: Writing
) -> PortalMade:
    """不需要账户。同一回执再次提交不会重复登记。举报违纪违法请走举报渠道,见“门户信息”。"""
    return await asking.complain(session, body.receipt, body.token, body)


@router.post(
    "/lookups",
    operation_id="lookUpPortalComplaint",
    summary="凭回执查询",
    responses=_LIMITED,
    openapi_extra=OPEN,
)
async def look_up_portal_complaint(
    asking: Public, body: PortalLookup, session: Reading
) -> PortalComplaintView:
    """到哪一步、预计何时答复、往来留言、公开答复和文书。回执错误次数过多的,一小时内不再查询。"""
    return await view_of(session, await asking.complaint(session, body.receipt))


@router.post(
    "/messages",
    status_code=201,
    operation_id="addPortalMessage",
    summary="凭回执补充说明",
    responses=_LIMITED,
    openapi_extra=OPEN,
)
async def add_portal_message(
    asking: Public, body: PortalMessageCreate, session: Writing
) -> PortalComplaintView:
    row = await asking.speaking(session, body.receipt)
    await service.say(session, row, body.text)
    return await view_of(session, row)


@router.post(
    "/ratings",
    status_code=201,
    operation_id="ratePortalComplaint",
    summary="凭回执评价答复",
    responses=_LIMITED,
    openapi_extra=OPEN,
)
async def rate_portal_complaint(
    asking: Public, body: PortalRatingCreate, session: Writing
) -> PortalComplaintView:
    """答复之后评价一次,视为已回访。"""
    row = await asking.speaking(session, body.receipt)
    await service.rate(session, row, body.satisfaction, body.text)
    return await view_of(session, row)


@router.post(
    "/objections",
    status_code=201,
    operation_id="objectPortalComplaint",
    summary="凭回执提出异议",
    responses=_LIMITED,
    openapi_extra=OPEN,
)
async def object_portal_complaint(
    asking: Public, body: PortalObjectionCreate, session: Writing
) -> PortalComplaintView:
    """不认可答复的,说明理由,由受理机关决定是否重新办理。"""
    row = await asking.speaking(session, body.receipt)
    await service.object_to_answer(session, row, body.text)
    return await view_of(session, row)


@router.post(
    "/files",
    status_code=201,
    operation_id="addPortalFile",
    summary="凭回执补充文件",
    responses={**_LIMITED, 503: {}},
    openapi_extra={**OPEN, **takes("addPortalFile", PortalFileForm)},
)
async def add_portal_file(
    asking: Public, request: Request, form: Annotated[PortalFileForm, Depends(form_of(PortalFileForm))]
) -> PortalComplaintView:
    """每次一个,不超过 10 MB。按内容识别类型,设有病毒扫描时先扫描;同一文件再次提交不会重复。"""
    await asking.add_file(form.receipt, form.file)
    async with request.app.state.database.reading() as session:
        return await view_of(session, await asking.complaint(session, form.receipt))


@router.post(
    "/letters",
    operation_id="downloadPortalLetter",
    summary="凭回执下载文书",
    response_class=Response,
    responses={200: {"content": {key: {"schema": _BINARY} for key in LETTER_MEDIA.values()}}, **_LIMITED},
    openapi_extra=OPEN,
)
async def download_portal_letter(asking: Public, body: PortalLetterRequest) -> Response:
    """告知书、答复意见书、处理意见书等,与出具时一样。"""
    name, content = await asking.letter(body.receipt, body.letter_id, body.format)
    return Response(content, media_type=LETTER_MEDIA[body.format], headers=file_headers(name))


@router.post(
    "/suggestions",
    status_code=204,
    operation_id="createPortalSuggestion",
    summary="提交征集意见",
    responses={429: {}},
    openapi_extra=OPEN,
)
async def create_portal_suggestion(
    asking: Public, body: PortalSuggestionCreate, session: Writing
) -> Response:
    """向正在网上开展的意见征集提意见,不需要账户,可以不留姓名。"""
    await asking.suggest(session, body)
    return Response(status_code=204)
