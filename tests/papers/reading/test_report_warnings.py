"""Each warning of a report: raised where it is true, with its place, and not on its honest neighbour."""

import pytest

from mingze.papers.answer import Answer
from mingze.papers.reader import read

HEAD = """中共云州市中心医院委员会关于巡察整改情况的通报
根据市委统一部署,2024年3月4日至5月10日,市委第三巡察组开展了巡察,2024年6月20日反馈意见。现将整改情况公布如下。
一、整改总体情况
{totals}
二、反馈问题整改情况
{findings}
联系电话:0570-8020202
中共云州市中心医院委员会
2025年1月10日"""
TOTALS = "反馈的4个问题,已完成整改3个,正在整改1个;制定整改措施9条,已完成整改措施8条,1条推进整改中。"
DONE = "{number}.{problem}\n整改措施:{measures}\n整改进展:{progress}\n完成情况:{status}。"


def finding(number: object, **words: str) -> str:
    filled = {
        "problem": f"第{number}类药品储存条件不符合要求。",
        "measures": f"更换{number}号库房的温湿度监测设备,明确专人登记。",
        "progress": f"已购置监测设备{number}套,抽查登记本均完整,库房验收合格。",
        "status": "已完成整改",
    }
    return DONE.format(number=number, **(filled | words))


def report(*findings: str, totals: str = TOTALS) -> str:
    rows = findings or (finding(1), finding(2), finding(3), finding(4, status="正在整改"))
    return HEAD.format(totals=totals, findings="\n".join(rows))


def with_third(**words: str) -> str:
    return report(finding(1), finding(2), finding(3, **words), finding(4, status="正在整改"))


def in_groups(*numbers: int, second: int) -> str:
    rows = [
        f"(一)管理方面\n{finding(numbers[0])}",
        f"(二)作风方面\n{finding(numbers[1])}",
        finding(numbers[2]),
    ]
    last = f"三、重点问题整改情况\n{finding(second, problem='重点项目进展迟缓,至今没有开工。', status='正在整改')}"
    return report(*rows, last)


PLAN = "严格执行采购制度,重大采购须经集体研究,采购结果在公示栏公开,接受职工监督。"
COPIED = "严格执行采购制度,重大采购均经集体研究,采购结果在公示栏公开,接受职工监督。"
OWN = "全年召开采购会议12次,公开采购结果86项,职工代表现场监督9次,退回申请4件。"
RULES = "出台《采购办法》《差旅办法》《库房办法》,并组织学习。"
LIST = "二、具体情况\n(一)学习情况。{a}\n(二)检查情况。{b}"
LINE = "各科室对照清单逐条自查并按时报送情况说明材料"

CASES = [
    (
        "totals_mismatch",
        report(totals=TOTALS.replace("4个问题", "5个问题").replace("1个;", "2个;")),
        "5个问题",
        report(),
    ),
    ("totals_mismatch", with_third(status="推进整改中"), "已完成整改3个", report()),
    (
        "totals_mismatch",
        report(totals=TOTALS.replace("正在整改1个", "正在整改2个")),
        "反馈的4个问题",
        report(),
    ),
    ("parts_do_not_sum", report(totals=TOTALS.replace("1条推进", "3条推进")), "制定整改措施9条", report()),
    (
        "mixed_units",
        report(totals=TOTALS.replace("已完成整改3个", "已完成整改3项")),
        "已完成整改3项",
        report(),
    ),
    ("mixed_units", report(totals=TOTALS.replace("1条推进", "1项推进")), "1项推进整改中", report()),
    (
        "rules_count_differs",
        report(
            finding(1, progress=RULES),
            *(finding(n) for n in (2, 3)),
            finding(4, status="正在整改"),
            totals=TOTALS + "健全完善制度2项。",
        ),
        "健全完善制度2项",
        report(
            finding(1, progress=RULES),
            *(finding(n) for n in (2, 3)),
            finding(4, status="正在整改"),
            totals=TOTALS + "健全完善制度3项。",
        ),
    ),
    (
        "progress_copies_measure",
        with_third(measures=PLAN, progress=COPIED),
        COPIED,
        with_third(measures=PLAN, progress=OWN),
    ),
    (
        "repeated_finding",
        report(
            finding(1), finding(2, measures=PLAN), finding(3, measures=PLAN), finding(4, status="正在整改")
        ),
        PLAN,
        report(
            finding(1), finding(2, measures=PLAN), finding(3, measures=OWN), finding(4, status="正在整改")
        ),
    ),
    (
        "done_but_short",
        with_third(progress="2024年筛查任务目标6000人,截至2024年12月底完成筛查3429人。"),
        "目标6000人",
        with_third(progress="2024年筛查任务目标6000人,截至2024年5月底完成筛查3429人。"),
    ),
    (
        "done_but_short",
        with_third(progress="2024年上半年计划200户,实际完成改造140户。"),
        "计划200户",
        with_third(progress="2024年上半年计划200户,实际完成改造210户。"),
    ),
    (
        "done_but_short",
        with_third(progress="2024年计划随访800人次,完成随访620人次。".replace("计划随访", "计划")),
        "计划800人",
        with_third(progress="2025年计划800人次,目前完成随访620人次。"),
    ),
    ("numbering_restarts", in_groups(1, 2, 3, second=1), "1", in_groups(1, 2, 3, second=4)),
    (
        "numbering_restarts",
        LIST.format(a=LINE, b=LINE) + f"\n(二)督导情况。{LINE}。",
        "(二)督导情况。",
        LIST.format(a=LINE, b=LINE),
    ),
    (
        "impossible_date",
        with_third(progress="2024年11月31日前完成更换。"),
        "2024年11月31日",
        with_third(progress="2024年11月30日前完成更换。"),
    ),
    (
        "ambiguous_date",
        with_third(progress="2024111日完成更换。"),
        "2024111日",
        with_third(progress="2024717日完成更换。"),
    ),
    (
        "placeholder",
        with_third(progress="XX月10日前完成更换。"),
        "XX月",
        with_third(progress="10月10日前完成更换。"),
    ),
    (
        "broken_brackets",
        with_third(progress="印发《设备管理办法,明确责任。"),
        "《",
        with_third(progress="印发《设备管理办法》,明确责任。"),
    ),
    ("duplicate_body", f"{report()}\n来源:云州门户\n{report()}", report(), report()),
    (
        "two_dates",
        f"[成文日期] 2025-01-08\n[发布日期] 2025-01-12\n{report()}",
        "2025-01-08",
        f"[成文日期] 2025-01-10\n[发布日期] 2025-01-12\n{report()}",
    ),
]


def raised(text: str, code: str) -> list[str]:
    answer = read("report.txt", text.encode())
    return [place(answer, one.span) for one in answer.warnings if one.code == code]


def place(answer: Answer, span: tuple[int, int] | None) -> str:
    assert span is not None, "every warning has its place"
    return answer.text[slice(*span)]


class TestWarnings:
    @pytest.mark.parametrize(("code", "text", "where", "neighbour"), CASES)
    def test_is_raised_at_its_place_and_not_on_its_neighbour(
        self, code: str, text: str, where: str, neighbour: str
    ) -> None:
        assert where in "".join(raised(text, code))
        assert raised(neighbour, code) == []

    def test_none_is_raised_on_a_report_without_faults(self) -> None:
        assert read("report.txt", report().encode()).warnings == []

    def test_a_repeated_finding_names_both_places(self) -> None:
        text = report(
            finding(1), finding(2, measures=PLAN), finding(3, measures=PLAN), finding(4, status="正在整改")
        )
        messages = [one.message for one in read("a.txt", text.encode()).warnings]
        assert messages == ["第二、3项与第二、2项的内容重复(整改措施相同)"]

    def test_page_fragments_are_told_where_they_cut_sentences_and_the_report_is_read_whole(self) -> None:
        text = report().replace("\n", "") * 2
        third = len(text) // 3
        cut = f"1、{text[:third]}\n2、{text[third : 2 * third]}\n3、{text[2 * third :]}"
        assert raised(cut, "page_fragments") == ["1、"]
        assert raised(text, "page_fragments") == []

    def test_an_alias_is_told(self) -> None:
        text = "《云州市中心医院巡察整改报告.docx》由会员分享\n" + report()
        assert raised(text, "alias_title") == ["云州市中心医院巡察整改报告"]
        assert raised(report(), "alias_title") == []
