"""The QR code of a unit's complaint form, for its staff to print and put up."""

from io import BytesIO
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import segno
from fastapi import APIRouter, Query, Request, Response

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.access.unit_places import in_scope
from mingze.kit.problems import Conflict
from mingze.kit.web import Id, Reading
from mingze.portal import queries
from mingze.portal.pages import address_of

router = APIRouter(tags=["公众门户 Portal"])

Reader = Annotated[Actor, requires(Permission.UNIT_READ)]
Form = Annotated[Literal["svg", "png"], Query(alias="format", description="矢量图,或 1200 像素左右的位图")]
_BINARY = {"type": "string", "format": "binary"}
_MEDIA = {"svg": "image/svg+xml", "png": "image/png"}
_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {media: {"schema": _BINARY} for media in _MEDIA.values()}},
    409: {},
}
#: Dots of a module: some 1200 in all, which prints sharply on a sheet of paper.
_SCALE = {"svg": 8, "png": 30}


@router.get(
    "/units/{unit_id}/portal-code",
    operation_id="getPortalCode",
    summary="单位投诉表的二维码",
    response_class=Response,
    responses=_PICTURE,
)
async def get_portal_code(
    actor: Reader, unit_id: Id, session: Reading, request: Request, form: Form = "svg"
) -> Response:
    """扫描后直接打开该单位的投诉表。科室和已停用的单位没有。"""
    await in_scope(session, actor, Permission.UNIT_READ, unit_id)
    unit = await queries.unit(session, unit_id=unit_id)
    if unit is None:
        raise Conflict("科室和已停用的单位没有投诉二维码,请用所属单位的")
    code = segno.make(f"{address_of(request)}/portal/complain?{urlencode({'unit': unit['code']})}", error="m")
    picture = BytesIO()
    code.save(picture, kind=form, scale=_SCALE[form])
    headers = {
        "Content-Disposition": f"attachment; filename=portal-code.{form}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(picture.getvalue(), media_type=_MEDIA[form], headers=headers)
