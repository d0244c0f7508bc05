"""How offices word the inspection, the totals, states and days of a report: many words, one meaning."""

from datetime import date

import pytest

from mingze.papers.answer import Answer
from mingze.papers.reader import read
from tests.papers.reading.checks import check_answer, codes

FINDING = "{n}.学习计划落实不严。\n整改措施:制定计划。\n整改情况:集中学习12次。\n完成情况:已完成。\n"


def report(lead: str = "", findings: str = "") -> Answer:
    body = findings or FINDING.replace("{n}", "1") + FINDING.replace("{n}", "2").replace("学习", "培训")
    text = (
        f"清河县卫生健康局关于反馈问题整改情况的报告\n{lead}\n一、组织情况\n加强领导。\n"
        f"二、反馈问题整改情况\n{body}三、下一步打算\n继续努力。\n清河县卫生健康局\n2025年3月10日\n"
    )
    answer = read("report.txt", text.encode())
    check_answer(answer)
    return answer


INSPECTIONS = [
    (
        "2024年11月4日至8日,省卫生健康综合督查第三组对我县开展督查,11月29日反馈意见。",
        "省卫生健康综合督查第三组",
        "2024-11-04",
        "2024-11-08",
        "2024-11-29",
    ),
    (
        "2024年8月12日至16日,省医保局飞行检查组对我院进行检查,9月6日书面反馈问题14个。",
        "省医保局飞行检查组",
        "2024-08-12",
        "2024-08-16",
        "2024-09-06",
    ),
    (
        "2024年3月至6月,县审计局派出审计组对我局进行了审计,7月22日出具《审计报告》。",
        "县审计局",
        "2024-03-01",
        "2024-06-30",
        "2024-07-22",
    ),
    (
        "2023年11月至2024年1月,市委第二巡察组对我局开展巡察,2024年2月6日反馈意见。",
        "市委第二巡察组",
        "2023-11-01",
        "2024-01-31",
        "2024-02-06",
    ),
    (
        "2024年5月20日,市疾控局督导检查组对我局开展专项督导,5月27日下发督导意见书。",
        "市疾控局督导检查组",
        "2024-05-20",
        "2024-05-20",
        "2024-05-27",
    ),
    (
        "按照安排,2024年4月8日-4月26日,县委巡察三组对我局党组开展了巡察,6月3日向我局反馈意见。",
        "县委巡察三组",
        "2024-04-08",
        "2024-04-26",
        "2024-06-03",
    ),
    (
        "2024年9月2日到13日,国家传染病防控考核评估组对我县进行评估,10月9日通报评估结果。",
        "国家传染病防控考核评估组",
        "2024-09-02",
        "2024-09-13",
        "2024-10-09",
    ),
    (
        "2024年1018日至1115日,县委第一巡察组对我局开展巡察,12月20日反馈意见。",
        "县委第一巡察组",
        "2024-10-18",
        "2024-11-15",
        "2024-12-20",
    ),
]
TOTALS = [
    ("反馈问题9个,已完成6个,取得阶段性成效2个,正在推进1个。", (9, 6, 2, 1)),
    ("反馈的9个问题(含点评问题2个)已完成整改6个,取得阶段性成效2个,正在推进1个。", (9, 6, 2, 1)),
    ("共反馈9项问题,其中已整改到位6项,阶段性完成2项,未完成1项。", (9, 6, 2, 1)),
    ("反馈问题9条,正在推进1条,取得阶段性成效2条,已完成6条。", (9, 6, 2, 1)),
    ("检查发现问题9个,已整改6个,基本完成2个,正在整改1个。", (9, 6, 2, 1)),
    ("反馈的9个问题中,6个问题已完成整改,2个问题取得阶段性进展,1个问题仍需长期整改。", (9, 6, 2, 1)),
    ("反馈问题共9个,完成整改6个、阶段性完成2个、持续推进1个。", (9, 6, 2, 1)),
    ("反馈问题9件,已办结6件,取得阶段性成效2件,尚未完成1件。", (9, 6, 2, 1)),
    ("9个反馈问题已全部完成整改。", (9, 9, None, None)),
    ("反馈的十二个问题均已整改到位。", (12, 12, None, None)),
]
STATES = [
    (
        "1.关于“学习不深”问题的整改(已完成)\n一是制定计划。\n2.关于“检查不严”问题的整改(正在推进)\n加强检查。\n",
        ["done", "in_progress"],
    ),
    (
        "1.关于“学习不深”问题的整改\n(已完成)一是制定计划。\n2.关于“检查不严”问题的整改\n(长期坚持)加强检查。\n",
        ["done", "long_term"],
    ),
    (
        "1.关于“学习不深”问题的整改。【已完成】制定计划。\n2.关于“检查不严”问题的整改。【未完成】加强检查。\n",
        ["done", "not_done"],
    ),
    (
        "1.学习不深。\n整改情况:(已完成)制定计划并学习。\n2.检查不严。\n整改情况:(基本完成)加强检查三次。\n",
        ["done", "mostly_done"],
    ),
    (
        "(一)已完成整改的问题(1个)\n1.学习不深。\n整改情况:制定计划。\n(二)正在推进的整改事项\n2.检查不严。\n整改情况:加强检查。\n",
        ["done", "in_progress"],
    ),
]


@pytest.mark.parametrize(("lead", "body", "start", "end", "feedback"), INSPECTIONS)
def test_reads_who_inspected_and_when(lead: str, body: str, start: str, end: str, feedback: str) -> None:
    found = report(lead + "现将整改情况报告如下。").inspection
    assert found is not None
    days = [day.isoformat() if day else None for day in (found.start, found.end, found.feedback_on)]
    assert (found.body, *days) == (body, start, end, feedback)


@pytest.mark.parametrize(("lead", "numbers"), TOTALS)
def test_reads_totals_in_any_order_and_by_any_counter(lead: str, numbers: tuple[int | None, ...]) -> None:
    totals = report("2024年5月6日,县委第一巡察组向我局反馈意见。" + lead).totals
    read_ = (totals.findings, totals.findings_done, totals.findings_staged, totals.findings_open)
    assert read_ == numbers


@pytest.mark.parametrize(("findings", "states"), STATES)
def test_reads_states_in_brackets_and_by_headings(findings: str, states: list[str]) -> None:
    answer = report(findings=findings)
    assert [one.status for one in answer.findings] == states
    assert not any("完成" in (one.progress or "") for one in answer.findings)
    assert not any("问题" in (one.status_text or "") for one in answer.findings)


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("2025年底", date(2025, 12, 31)),
        ("2025年底前", date(2025, 12, 31)),
        ("2025年12月底前", date(2025, 12, 31)),
        ("２０２５年６月底前", date(2025, 6, 30)),
        ("２０２５年６月３０日", date(2025, 6, 30)),
        ("2025年年底", date(2025, 12, 31)),
        ("2025年9月", date(2025, 9, 30)),
        ("长期坚持", None),
        ("立行立改", None),
    ],
)
def test_reads_days_by_which_something_is_due(due: str, day: date | None) -> None:
    finding = "1.学习不深。\n整改措施:制定计划。\n整改情况:学习12次。\n整改时限:" + due + "\n"
    assert report(findings=finding).findings[0].due == day


@pytest.mark.parametrize("words", ["XX街道", "XX月10日", "××公司", "650XX0", "X月X日", "____", "(待补充)"])
def test_tells_what_was_left_to_fill_in(words: str) -> None:
    assert "placeholder" in codes(report(f"2024年5月6日,县委第一巡察组到{words}反馈意见。"))
    assert "placeholder" not in codes(report("2024年5月6日,县委第一巡察组反馈意见,拍摄X光片3张。"))


@pytest.mark.parametrize(
    ("lead", "raised"),
    [
        ("反馈问题2个,已完成2个。", False),
        ("反馈问题2个,已完成1个。", True),
        ("反馈问题3个,已完成2个,正在整改1个。", True),
        ("反馈问题2个,已完成2个,正在整改1个。", True),
    ],
)
def test_compares_totals_with_each_other_and_with_the_findings(lead: str, raised: bool) -> None:
    told = codes(report("2024年5月6日,县委第一巡察组反馈意见。" + lead))
    assert ("totals_mismatch" in told) == raised
