"""What units report regularly in a campaign."""

from fastapi import APIRouter, Response

from mingze.campaigns import requirement_service
from mingze.campaigns.bodies import ReportRequirementChange, ReportRequirementCreate
from mingze.campaigns.dependencies import TAG, Manager
from mingze.campaigns.models import ReportRequirement
from mingze.campaigns.schemas import ReportRequirementView
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.web import Id, IfMatch, Writing, etag

router = APIRouter(tags=[TAG])


@router.post(
    "/campaigns/{campaign_id}/report-requirements",
    status_code=201,
    operation_id="createReportRequirement",
    summary="增加一项报送要求",
)
async def create_report_requirement(
    actor: Manager,
    campaign_id: Id,
    body: ReportRequirementCreate,
    session: Writing,
    response: Response,
    key: IdempotencyKey = None,
) -> ReportRequirementView:
    """每个参加单位每期报一份;数据截止日和报送截止分别设定。"""
    told = f"{campaign_id}/{body.model_dump_json()}".encode()
    requirement_id = await once(session, actor, "createReportRequirement", key, told)
    if requirement_id is None:
        made = await requirement_service.add(session, actor, campaign_id, body)
        requirement_id = await once.done(session, actor, "createReportRequirement", key, told, made.id)
    return _answer(await requirement_service.shown(session, actor, requirement_id), response)


@router.patch(
    "/report-requirements/{requirement_id}",
    operation_id="changeReportRequirement",
    summary="修改一项报送要求",
)
async def change_report_requirement(
    actor: Manager,
    requirement_id: Id,
    body: ReportRequirementChange,
    session: Writing,
    expected: IfMatch,
    response: Response,
) -> ReportRequirementView:
    """未给出的字段不变。已经生成的各期不变,以后各期按新的要求。"""
    row = await requirement_service.change(
        session, actor, requirement_id, expected, body.model_dump(mode="json", exclude_unset=True), body
    )
    return _answer(row, response)


@router.delete(
    "/report-requirements/{requirement_id}",
    status_code=204,
    operation_id="removeReportRequirement",
    summary="删除一项报送要求",
)
async def remove_report_requirement(
    actor: Manager, requirement_id: Id, session: Writing, expected: IfMatch
) -> None:
    """只能在草稿中删除;印发之后请填写截止的日期。"""
    await requirement_service.remove(session, actor, requirement_id, expected)


def _answer(row: ReportRequirement, response: Response) -> ReportRequirementView:
    response.headers["ETag"] = etag(row.version)
    return ReportRequirementView.model_validate(row)
