"""What the scene knows of campaigns: one of the city that is under way in 青禾县, one that is a draft, and one next door.

campaign            云州市问责年活动, issued; taking part: 青禾县卫生健康局, 县人民医院, 东关镇卫生院
  campaign_stage_1  over; campaign_stage_2 is today's
  campaign_task, campaign_task_2; campaign_share: what the hospital made of the first
  problem_type, deliverable (of the second stage), requirement (monthly, due on the 1st)
  campaign_task_2   is done
draft_campaign      of the city; draft_task, draft_requirement
ready_campaign, suspended_campaign, ended_campaign (its stage is over), summarising_campaign, closed_campaign
campaign_elsewhere  of 临泉县, issued; campaign_stage_elsewhere, campaign_task_elsewhere, campaign_share_elsewhere,
                    requirement_elsewhere, draft_campaign_elsewhere
"""

from datetime import timedelta
from typing import Any, Protocol

from mingze.kit import clock
from tests.support.region import Region

PARTS = [
    {
        "code": "work",
        "title": "工作开展情况",
        "fields": [{"code": "findings_new", "label": "发现问题数", "unit": "个", "metric": "findings_new"}],
    },
    {"code": "accountability", "title": "问责情况"},
]


class Play(Protocol):
    """What of the scene is used here."""

    region: Region
    ids: dict[str, int]

    async def do(
        self, who: str, method: str, path: str, body: Any = None, version: int | None = None, **more: Any
    ) -> Any: ...


def day(days: int) -> str:
    return str(clock.today() + timedelta(days=days))


def lists(*accounts: int) -> dict[str, Any]:
    """The three lists of a task, its persons among them."""
    return {
        "target": "权责清单全部公开。",
        "due_kind": "by",
        "due_on": day(20),
        "persons": [{"account_id": account} for account in accounts],
    }


async def campaigns(play: Play) -> None:
    """The city's campaign in 青禾县, its draft, and what 临泉县 does by itself."""
    await _issued(play, "", "clerk", "city", "qinghe")
    await _share(play, "", "hospital_liaison", "hospital", "hospital_medical")
    await _draft(play, "draft", "clerk", "city")
    await _issued(play, "_elsewhere", "clerk_elsewhere", "linquan", "linquan")
    await _share(play, "_elsewhere", "liaison_elsewhere", "linquan", "")
    await _course(play)
    made = await play.do("clerk_elsewhere", "POST", "/campaigns", {"title": "临泉县草稿"})
    play.ids["draft_campaign_elsewhere"] = made["id"]


async def _issued(play: Play, ending: str, who: str, office: str, under: str) -> None:
    ids, units, accounts = play.ids, play.region.units, play.region.accounts
    made = await play.do(
        who,
        "POST",
        "/campaigns",
        {
            "title": f"云州市问责年活动{ending}",
            "unit_id": units[office],
            "document_number": "云卫办〔2026〕27号",
            "issuer": "云州市卫生健康委员会",
            "starts_on": day(-60),
            "ends_on": day(60),
            "sub_plan_due_on": day(10),
        },
    )
    campaign = ids[f"campaign{ending}"] = made["id"]
    path = f"/campaigns/{campaign}"
    stages = [
        {"name": "动员部署阶段", "mechanism": "clarify", "starts_on": day(-60), "ends_on": day(-1)},
        {"name": "自查自纠阶段", "mechanism": "report", "starts_on": day(0), "ends_on": day(60)},
    ]
    made = await play.do(who, "PUT", f"{path}/stages", {"stages": stages}, made["version"])
    first, second = [stage["id"] for stage in made["stages"]]
    ids |= {f"campaign_stage_1{ending}": first, f"campaign_stage_2{ending}": second}
    ids[f"campaign_stage{ending}"] = second
    body: dict[str, Any] = {"deliverables": [{"stage_id": second, "title": "本单位整改台账"}]}
    made = await play.do(who, "PUT", f"{path}/deliverables", body, made["version"])
    ids[f"deliverable{ending}"] = made["deliverables"][0]["id"]
    body = {"problem_types": [{"number": "1", "title": "不敢为"}]}
    made = await play.do(who, "PUT", f"{path}/problem-types", body, made["version"])
    ids[f"problem_type{ending}"] = made["problem_types"][0]["id"]
    for name, number in ((f"campaign_task{ending}", "1"), (f"campaign_task_2{ending}", "2")):
        task = {"number": number, "title": "公开权责清单", **lists(accounts[who])}
        ids[name] = (await play.do(who, "POST", f"{path}/tasks", task))["id"]
    since = str(clock.today() - timedelta(days=200))
    asked = {"title": "月报", "cutoff_day": 25, "due_day": 1, "since": since, "parts": PARTS}
    ids[f"requirement{ending}"] = (await play.do(who, "POST", f"{path}/report-requirements", asked))["id"]
    version = (await play.do(who, "GET", path))["version"]
    rule = {"rule": {"kinds": [], "under": [units[under]]}}
    version = (await play.do(who, "PUT", f"{path}/units", rule, version))["version"]
    await play.do(who, "POST", f"{path}/issue", {}, version)
    await play.do(who, "POST", f"/campaign-tasks/{ids[f'campaign_task_2{ending}']}/done", {}, 1)


async def _course(play: Play) -> None:
    """Campaigns of the city at each point of their course, one hospital's worth each."""
    await _bare(play, "ready_campaign")
    await _bare(play, "suspended_campaign", "issue", "suspend")
    await _bare(play, "ended_campaign", "issue")
    await _bare(play, "summarising_campaign", "issue", "summarise")
    await _bare(play, "closed_campaign", "issue", "summarise", "close")


async def _bare(play: Play, name: str, *acts: str) -> None:
    body = {"title": name, "unit_id": play.region.units["city"], "document_number": "云卫办〔2026〕28号"}
    made = await play.do("clerk", "POST", "/campaigns", body)
    play.ids[name] = made["id"]
    path = f"/campaigns/{made['id']}"
    stages = [{"name": "全程", "starts_on": day(-60), "ends_on": day(-1)}]
    made = await play.do("clerk", "PUT", f"{path}/stages", {"stages": stages}, made["version"])
    units = {"unit_ids": [play.region.units["hospital"]]}
    version = (await play.do("clerk", "PUT", f"{path}/units", units, made["version"]))["version"]
    for act in acts:
        version = (await play.do("clerk", "POST", f"{path}/{act}", {"reason": "按部署"}, version))["version"]


async def _share(play: Play, ending: str, who: str, unit: str, department: str) -> None:
    """What a unit makes of the first task."""
    units, accounts = play.region.units, play.region.accounts
    share: dict[str, Any] = lists(accounts[who])
    if department:
        share["departments"] = [{"unit_id": units[department]}]
    body = {"unit_id": units[unit], "shares": [share]}
    task = play.ids[f"campaign_task{ending}"]
    made = await play.do(who, "POST", f"/campaign-tasks/{task}/shares", body)
    play.ids[f"campaign_share{ending}"] = made["items"][0]["id"]


async def _draft(play: Play, name: str, who: str, office: str) -> None:
    body = {"title": "云州市医德医风专项整治", "unit_id": play.region.units[office]}
    made = await play.do(who, "POST", "/campaigns", body)
    play.ids[f"{name}_campaign"] = made["id"]
    path = f"/campaigns/{made['id']}"
    task = await play.do(who, "POST", f"{path}/tasks", {"number": "1", "title": "开展警示教育"})
    play.ids[f"{name}_task"] = task["id"]
    asked = {"title": "季报", "cadence": "quarterly", "due_day": 5, "parts": PARTS}
    play.ids[f"{name}_requirement"] = (await play.do(who, "POST", f"{path}/report-requirements", asked))["id"]
