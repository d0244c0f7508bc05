"""Wire shapes of templates of campaigns."""

from datetime import date, datetime

from pydantic import Field

from mingze.campaigns.bodies import EntityId, Line, Title, _Body
from mingze.campaigns.schemas import CampaignUnitRef, _View
from mingze.kit.web import Day


class CampaignTemplateCreate(_Body):
    """把一个活动存为模板:阶段、任务、领导小组、问题类型、报送要求、参加单位。"""

    campaign_id: EntityId
    name: Line = Field(examples=["作风专项治理(年度)"])


class CampaignStart(_Body):
    """从哪一天开始;其余日期按月推移,月末仍为月末。"""

    start_on: Day = Field(examples=["2027-03-01"])
    title: Title | None = Field(default=None, description="缺省为原来的标题")


class TemplateStart(CampaignStart):
    unit_id: EntityId | None = Field(default=None, description="由哪个单位组织;缺省为任职单位")


class CampaignTemplateView(_View):
    """本单位、上级或下级单位的一份活动模板。"""

    id: int
    unit: CampaignUnitRef
    name: str
    title: str = Field(description="存为模板的活动的标题")
    starts_on: date | None = Field(description="存为模板的活动的起止日期")
    ends_on: date | None
    stages: int
    tasks: int
    created_by_name: str
    created_at: datetime
    may_withdraw: bool
