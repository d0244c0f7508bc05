"""What the scene knows of what comes of its campaigns; each thing also next door, named `…_elsewhere`.

commitment           of 青禾县人民医院, a draft; commitment_submitted, commitment_approved; commitment_published
promise              of the published one
exemplar             recommended; rule_doc; collection, open; suggestion, received
burden_ask           a form that another office asked for
"""

from datetime import timedelta
from typing import Any

from mingze.kit import clock
from tests.support.campaign_scene import Play


async def gains(play: Play) -> None:
    await _commitments(play, "", "hospital_liaison", "leader", "hospital")
    await _outcomes(play, "", "hospital_liaison", "clerk", "hospital")
    await _commitments(play, "_elsewhere", "liaison_elsewhere", "leader_elsewhere", "linquan_hospital")
    await _outcomes(play, "_elsewhere", "liaison_elsewhere", "clerk_elsewhere", "linquan_hospital")


async def _commitments(play: Play, ending: str, who: str, leader: str, unit: str) -> None:
    async def draft(name: str) -> Any:
        body = {
            "campaign_id": play.ids[f"campaign{ending}"],
            "unit_id": play.region.units[unit],
            "kind": "commitment",
            "title": f"公开承诺({name})",
            "text": f"郑重承诺,接受监督({name})。",
            "media": ["website"],
            "promises": [
                {"text": "按月公示。", "who": "院长", "due_on": str(clock.today() + timedelta(days=30))}
            ],
        }
        made = await play.do(who, "POST", "/commitments", body)
        play.ids[name] = made["id"]
        return made

    async def act(person: str, made: Any, what: str, **body: Any) -> Any:
        return await play.do(person, "POST", f"/commitments/{made['id']}/{what}", body, made["version"])

    await draft(f"commitment{ending}")
    why = {"likeness_explained": "统一文本。"}
    await act(who, await draft(f"commitment_submitted{ending}"), "submission", **why)
    for name in ("approved", "published"):
        made = await act(who, await draft(f"commitment_{name}{ending}"), "submission", **why)
        made = await act(leader, made, "decision", approve=True)
    await act(who, made, "publication", published_on=str(clock.today()))
    play.ids[f"promise{ending}"] = made["items"][0]["id"]


async def _outcomes(play: Play, ending: str, who: str, office: str, unit: str) -> None:
    at = {"campaign_id": play.ids[f"campaign{ending}"], "unit_id": play.region.units[unit]}
    body: dict[str, Any] = {**at, "title": "一站式服务", "text": "少排队。"}
    play.ids[f"exemplar{ending}"] = (await play.do(who, "POST", "/exemplars", body))["id"]
    body = {**at, "name": "点评办法", "kind": "new", "issued_on": str(clock.today())}
    play.ids[f"rule_doc{ending}"] = (await play.do(who, "POST", "/rule-docs", body))["id"]
    body = {
        "campaign_id": at["campaign_id"],
        "title": "征求意见",
        "question": "有何建议?",
        "channels": ["seminar", "phone", "online"],
    }
    collection = (await play.do(office, "POST", "/suggestion-collections", body))["id"]
    play.ids[f"collection{ending}"] = collection
    body = {
        "collection_id": collection,
        "unit_id": at["unit_id"],
        "text": "窗口少。",
        "channel": "seminar",
        "received_on": str(clock.today()),
    }
    play.ids[f"suggestion{ending}"] = (await play.do(who, "POST", "/suggestions", body))["id"]
    await _asked_elsewhere(play, ending, who, at["unit_id"])


async def _asked_elsewhere(play: Play, ending: str, who: str, unit_id: int) -> None:
    body = {
        "unit_id": unit_id,
        "kind": "form",
        "title": "运行情况季度表",
        "asked_by": "云州市统计局",
        "asked_on": str(clock.today()),
        "due_on": str(clock.today()),
        "indicators": ["门诊人次"],
    }
    play.ids[f"burden_ask{ending}"] = (await play.do(who, "POST", "/burden/asks", body))["id"]
