"""Which office a complaint will go to, said before it is registered."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from mingze.complaints import routing, service
from mingze.complaints.dependencies import Handler, settings_of
from mingze.findings.schemas import Ref
from mingze.kit.web import Reading

router = APIRouter()


class ComplaintOffice(BaseModel):
    """由哪个机关受理。"""

    office: Ref
    instead: bool = Field(description="因反映主要负责人而由上一级受理,登记人不再能看到")


@router.get("/complaint-office", operation_id="getComplaintOffice", summary="登记之前看由哪个机关受理")
async def get_complaint_office(
    actor: Handler,
    session: Reading,
    request: Request,
    about_unit_id: Annotated[
        int | None, Query(ge=1, le=2**53, description="反映哪个单位;没有的不填", examples=[12])
    ] = None,
    names_head: Annotated[bool, Query(description="反映的是该单位主要负责人或该单位本身")] = False,
) -> ComplaintOffice:
    """与登记时的规则相同,不作任何登记。没有机关可以受理的,返回 422 和可以反映的去处。"""
    found = await routing.office_for(
        session,
        about_unit_id,
        names_head,
        own_unit_id=await service.own_unit(session, actor, about_unit_id),
        contacts=";".join(settings_of(request).discipline_contacts),
    )
    return ComplaintOffice(office=Ref(id=found.id, name=found.name), instead=found.instead)
