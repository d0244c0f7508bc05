"""What the routers of campaigns share: who may come in."""

from typing import Annotated

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission

Reader = Annotated[Actor, requires(Permission.CAMPAIGN_READ)]
Manager = Annotated[Actor, requires(Permission.CAMPAIGN_MANAGE)]
Preparer = Annotated[Actor, requires(Permission.DUTY_PREPARE)]
#: The office's own tasks are done by the office, a unit's share by the unit.
Worker = Annotated[Actor, requires(Permission.CAMPAIGN_MANAGE, Permission.DUTY_PREPARE)]

TAG = "专项活动 Campaigns"
