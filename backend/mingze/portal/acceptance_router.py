"""群众验收 and public figures, for apps."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from mingze.acceptances.rules import CODE_LENGTH
from mingze.access.dependencies import OPEN
from mingze.kit.web import Reading, Writing
from mingze.portal import acceptance_service
from mingze.portal.acceptance_schemas import PortalAcceptanceAnswer, PortalDoorVote
from mingze.portal.acceptance_views import asked
from mingze.portal.asking import Asking
from mingze.portal.buckets import Doing
from mingze.portal.dependencies import Asked
from mingze.portal.rectified import PortalAsked, PortalDoor
from mingze.statistics import publishing
from mingze.statistics.schemas import PublicStatistics

router = APIRouter(prefix="/portal", tags=["公众门户 Portal"], dependencies=[Asked])


def _asking(request: Request) -> Asking:
    return Asking.of(request)


Public = Annotated[Asking, Depends(_asking)]
Code = Annotated[str, Path(pattern=rf"^[0-9A-Za-z]{{{CODE_LENGTH}}}$", examples=["7K3MQ2X9TA"])]


@router.post(
    "/acceptances",
    status_code=201,
    operation_id="answerPortalAcceptance",
    summary="凭回执评价整改",
    responses={404: {}, 409: {}, 429: {}},
    openapi_extra=OPEN,
)
async def answer_portal_acceptance(
    asking: Public, body: PortalAcceptanceAnswer, session: Writing
) -> list[PortalAsked]:
    """您反映的问题整改销号以后,说说解决了没有。有人认为没有解决的,监督办公室会回头看。"""
    row = await asking.complaint(session, body.receipt)
    asking.buckets.spend(Doing.TALK, asking.host)
    await acceptance_service.answer(session, row, body)
    return await asked(session, row.id)


@router.get(
    "/door-votes/{code}",
    operation_id="getPortalDoor",
    summary="扫码看到的整改情况",
    openapi_extra=OPEN,
)
async def get_portal_door(asking: Public, code: Code, session: Reading) -> PortalDoor:
    """张贴在单位门口的评价码。没有批准公开的内容不显示。"""
    return await acceptance_service.door(session, asking, code)


@router.post(
    "/door-votes",
    status_code=204,
    operation_id="votePortalDoor",
    summary="扫码评价整改",
    responses={404: {}, 409: {}, 429: {}},
    openapi_extra=OPEN,
)
async def vote_portal_door(asking: Public, body: PortalDoorVote, session: Writing) -> Response:
    """不需要账户和回执,不收集个人信息;同一来源有次数限制。"""
    await acceptance_service.vote(session, asking, body)
    return Response(status_code=204)


@router.get(
    "/statistics",
    operation_id="getPortalStatistics",
    summary="公开的投诉信访统计",
    openapi_extra=OPEN,
)
async def get_portal_statistics(session: Reading) -> list[PublicStatistics]:
    """按季度公布,新的在前。少于 5 件的格不公布,也不能由其他数字推算;公布后不再变动。"""
    return await publishing.read(session)
