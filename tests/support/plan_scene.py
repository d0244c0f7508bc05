"""What the scene knows of plans and templates of campaigns; each also next door, named `…_elsewhere`.

plan_draft           an imported plan of the city, still a draft
campaign_template    what the city's campaign was saved as
"""

from tests.support.campaign_scene import Play

PLAN = """云州市医德医风专项治理工作方案
一、治理范围
治理范围:全市各级医疗机构。
二、治理内容
(一)规范医疗收费。清理收费项目。(责任科室:医政科)
三、方法步骤
专项治理分两个阶段进行:
1.动员自查阶段(2026年2月20日—4月15日)。各单位制定实施方案。
2.整改提高阶段(2026年4月16日—11月30日)。总结经验。
四、工作要求
各单位每月5日前将上月工作开展情况报领导小组办公室。
云州市卫生健康委员会
2026年2月18日
"""


async def plans(play: Play) -> None:
    for ending, who in (("", "clerk"), ("_elsewhere", "clerk_elsewhere")):
        files = {"file": ("方案.txt", PLAN.encode())}
        made = await play.do(who, "POST", "/imports", files=files)
        assert made["kind"] == "campaign_plan"
        play.ids[f"plan_draft{ending}"] = made["id"]
        body = {"campaign_id": play.ids[f"campaign{ending}"], "name": f"campaign_template{ending}"}
        made = await play.do(who, "POST", "/campaign-templates", body)
        play.ids[f"campaign_template{ending}"] = made["id"]
