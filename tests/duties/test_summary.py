"""The summary of a stage: what is said of which figures, and for whom."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx

from mingze.campaigns.vocabulary import Mechanism
from mingze.duties.metrics import Metric
from mingze.duties.summary import StageDuties, StageSummary, StageTasks, paper_of
from mingze.duties.vocabulary import DutyKind, Punctuality
from mingze.papers.writing.prose import prose_docx
from tests.campaigns.conftest import Office, office

__all__ = ["office"]

NONE = dict.fromkeys(Metric, 0)
SUMMARY = StageSummary(
    campaign="云州市问责年活动",
    issuer="云州市卫生健康委员会",
    stage="自查自纠阶段",
    mechanism=Mechanism.REPORT,
    first=date(2026, 6, 16),
    last=date(2026, 7, 31),
    until=date(2026, 7, 31),
    units=12,
    duties=[
        StageDuties(
            kind=DutyKind.REPORT,
            counts={Punctuality.ON_TIME: 20, Punctuality.LATE: 3, Punctuality.MISSING: 1},
            accepted=18,
        )
    ],
    tasks=StageTasks(
        total=8, done_total=3, overdue=1, done=[("(二)", "公开权责清单", date(2026, 7, 1))], shares=5
    ),
    figures=NONE
    | {
        Metric.FINDINGS_NEW: 9,
        Metric.FINDINGS_CLOSED: 4,
        Metric.FINDINGS_OPEN: 5,
        Metric.FINDINGS_OVERDUE: 2,
        Metric.MEASURES_DONE: 11,
        Metric.RULES_ESTABLISHED: 6,
        Metric.EXEMPLARS: 2,
        Metric.ACCOUNTABILITY_PROPOSED: 1,
    },
)


def words(summary: StageSummary) -> str:
    buffer = BytesIO()
    prose_docx(paper_of(summary, date(2026, 8, 2)), buffer)
    return _text(buffer.getvalue())


def _text(content: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(BytesIO(content)).paragraphs)


def test_every_figure_is_said_once() -> None:
    text = words(SUMMARY)
    assert "自2026年6月16日至2026年7月31日，重点落实“述责”机制，参加单位12个" in text
    assert "定期报告：应报24件，按时20件，迟报3件，未报1件；已采纳18件。" in text
    assert "活动任务8项，累计完成3项，其中本阶段完成1项；逾期未完成1项。" in text
    assert "任务(二)“公开权责清单”，2026年7月1日完成。" in text
    assert "新发现问题9个，销号4个，完成整改措施11条；截至2026年7月31日，尚未销号5个，其中逾期2个。" in text
    assert "新建、修订制度6项，选树先进典型2个。" in text
    assert "批准提请责任追究1件。" in text
    assert text.endswith("云州市卫生健康委员会\n2026年8月2日")


def test_a_stage_that_goes_on_is_counted_up_to_today() -> None:
    assert "截至2026年7月1日" in words(replace(SUMMARY, until=date(2026, 7, 1)))


def test_without_duties_it_is_said() -> None:
    assert "本阶段没有到期的应报事项。" in words(replace(SUMMARY, duties=[]))


def test_nobody_is_ranked() -> None:
    assert not any(word in words(SUMMARY) for word in ("第一名", "排名", "得分"))


class TestThroughTheApi:
    async def test_duties_that_fell_due_are_counted_on_their_day(self, office: Office) -> None:
        """What is due on the last day of the stage counts in it."""
        campaign_id = await office.ready("qinghe")
        before = await office.campaign(campaign_id)
        second = before["stages"][1]
        asked = [{"stage_id": second["id"], "title": "整改台账", "due_on": second["ends_on"]}]
        await office.put(campaign_id, "deliverables", {"deliverables": asked})
        await office.acted(campaign_id, "issue")
        path = f"/campaigns/{campaign_id}/stages/{second['id']}/summary"
        answer = await office.send("clerk", "GET", path)
        assert answer.status_code == 200, answer.text
        text = _text(answer.content)
        # 青禾县卫生健康局, its hospital and its township.
        assert "阶段成果：应报3件，按时0件，迟报0件，未报0件，未到期3件；已采纳0件。" in text
        assert (await office.send("clerk", "GET", f"{path}?format=pdf")).content.startswith(b"%PDF")

    async def test_it_is_the_offices(self, office: Office) -> None:
        campaign_id = await office.issued("qinghe")
        stages = (await office.campaign(campaign_id))["stages"]
        path = f"/campaigns/{campaign_id}/stages/{{}}/summary"
        assert (await office.send("hospital_head", "GET", path.format(stages[1]["id"]))).status_code == 403
        assert (
            await office.send("unit_head_elsewhere", "GET", path.format(stages[1]["id"]))
        ).status_code == 404
        ahead = await office.send("clerk", "GET", path.format(stages[3]["id"]))
        assert (ahead.status_code, ahead.json()["detail"]) == (409, "阶段尚未开始")
