"""The status of the system, for its administrator."""

from typing import Annotated

from fastapi import APIRouter, Request

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.operation.house import House
from mingze.operation.schemas import SystemStatus
from mingze.operation.status import status

router = APIRouter(prefix="/system", tags=["系统 System"])


@router.get("/status", operation_id="getSystemStatus", summary="系统运行状况")
async def get_system_status(
    _actor: Annotated[Actor, requires(Permission.SYSTEM_READ)], request: Request
) -> SystemStatus:
    """各部分是否正常、存储用量、后台任务、最近的检查点与备份,以及设置中的安全问题;不含任何密钥和业务内容。"""
    state = request.app.state
    return await status(House.of(state), version=request.app.version, started_at=state.started_at)
