"""The campaign plan: what it prints, alone and enclosed, and what reads back."""

from dataclasses import asdict, replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingze.papers.answer import (
    Contact,
    Due,
    LeadingGroup,
    Plan,
    ProblemType,
    Reporting,
    Stage,
    Task,
)
from mingze.papers.reader import read
from mingze.papers.writing import Frame, PlanData, plan_docx, plan_pdf, project_plan
from mingze.papers.writing.framing import Kind
from mingze.papers.writing.planning import plan_paper

SPAN = (0, 0)
TITLE = "云州市卫生健康系统作风专项治理工作方案"
ISSUER = "云州市卫生健康委员会"
FRAME = Frame(
    document_number="云卫发〔2024〕8号",
    addressees=["各县（区）卫生健康局", "委直属各单位"],
    copies=["市纪委监委"],
    printed_by="云州市卫生健康委员会办公室",
    printed_on=date(2024, 3, 2),
)
PLAN = Plan(
    objective="坚持问题导向，用一年时间使服务作风明显好转。",
    scope="全市各级医疗卫生机构。",
    objects="领导班子成员及全体工作人员。",
    parent="云州市作风建设年活动实施方案",
    leading_group=LeadingGroup("林知远", ["周怀谦", "沈明远"], "各科室负责人", "监察室"),
    stages=[
        Stage(1, "动员部署阶段", "明责", date(2024, 3, 1), date(2024, 3, 31), SPAN),
        Stage(2, "总结提升", None, None, date(2024, 12, 20), SPAN),
    ],
    tasks=[
        Task(
            "",
            "完善首诊负责制",
            "细化流程。\n公开电话。",
            ["医政科", "监察室"],
            Due("none", None, None),
            SPAN,
        ),
        Task("", "整治红包回扣", "", ["监察室"], Due("whole_year", None, None), SPAN),
    ],
    reporting=Reporting("monthly", 1, ["工作开展情况", "问责情况"]),
    sub_plan_due=date(2024, 4, 10),
    problem_types=[
        ProblemType("", "服务态度问题", [ProblemType("", "解释不耐心，推诿病人。", [])]),
        ProblemType("", "违规收费问题", []),
    ],
    contacts=[Contact("person", "李文"), Contact("phone", "0570-3011234")],
)

words = st.text(alphabet="作风服务流程窗口药品采购医德医风整治检查培训公开台账", min_size=4, max_size=12)
departments = st.lists(
    st.sampled_from(["医政科", "监察室", "规划发展和信息化科", "基层卫生科"]), max_size=3, unique=True
)
days = st.dates(date(2024, 1, 1), date(2024, 12, 28))
dues = st.one_of(
    st.just(Due("none", None, None)),
    st.just(Due("whole_year", None, None)),
    st.just(Due("recurring", None, None)),
    days.map(lambda day: Due("by", day, None)),
    st.sampled_from([date(2024, 2, 29), date(2024, 6, 30), date(2024, 12, 31)]).map(
        lambda day: Due("within", day, None)
    ),
)
tasks = st.lists(
    st.builds(
        lambda title, text, who, due: Task("", f"规范{title}", text, who, due, SPAN),
        words,
        st.just("")
        | st.lists(words.map(lambda one: f"加强{one}，做到全覆盖。"), min_size=1, max_size=2).map("\n".join),
        departments,
        dues,
    ),
    max_size=5,
)
stages = st.lists(
    st.builds(
        lambda name, duty, start, length: Stage(
            0, f"{name}阶段", duty, start, date.fromordinal(start.toordinal() + length), SPAN
        ),
        st.sampled_from(["动员部署", "自查自纠", "集中整治", "总结提升"]),
        st.none() | st.sampled_from(["明责", "问责", "评责"]),
        days,
        st.integers(1, 90),
    ),
    max_size=4,
)
types = st.lists(
    st.builds(
        lambda title, subs: ProblemType(
            "", f"{title}不规范问题", [ProblemType("", f"{one}不到位。", []) for one in subs]
        ),
        words,
        st.lists(words, max_size=3),
    ),
    max_size=3,
)
plans = st.builds(
    lambda orders, steps, problems, **values: replace(
        PLAN, tasks=orders, stages=steps, problem_types=problems, **values
    ),
    tasks,
    stages,
    types,
    objective=st.none() | words.map(lambda one: f"通过治理，{one}明显改善。"),
    scope=st.none() | words.map(lambda one: f"全市{one}机构。"),
    parent=st.none() | st.just("云州市作风建设年活动实施方案"),
    leading_group=st.none() | st.just(PLAN.leading_group),
    reporting=st.none()
    | st.builds(Reporting, st.just("monthly"), st.none() | st.integers(1, 28), st.just(["工作开展情况"]))
    | st.builds(Reporting, st.just("quarterly"), st.none(), st.just(["问责情况", "典型案例"])),
    sub_plan_due=st.none() | days,
    contacts=st.just([]) | st.just(PLAN.contacts),
)


def data(plan: Plan = PLAN, **values: Any) -> PlanData:
    filled: dict[str, Any] = {
        "title": TITLE,
        "issuer": ISSUER,
        "issued_on": date(2024, 3, 1),
        "lead": ["为进一步改进作风，提升群众就医感受，现制定如下措施。"],
        "requirements": ["各单位要压实责任，层层抓好落实。"],
        "frame": FRAME,
    }
    return PlanData(plan=plan, **(filled | values))


def without_spans(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_spans(one) for key, one in value.items() if key != "span"}
    return [without_spans(one) for one in value] if isinstance(value, list) else value


def docx(given_data: PlanData) -> bytes:
    buffer = BytesIO()
    plan_docx(given_data, buffer)
    return buffer.getvalue()


def check(name: str, written: bytes, given_data: PlanData) -> None:
    answer = read(name, written)
    assert answer.kind == "campaign_plan"
    assert (answer.title, answer.issuer, answer.issued_on) == (TITLE, ISSUER, date(2024, 3, 1))
    assert (answer.document_number, answer.printed_on) == ("云卫发〔2024〕8号", date(2024, 3, 2))
    assert answer.plan is not None
    assert without_spans(asdict(answer.plan)) == without_spans(asdict(project_plan(given_data)))


class TestRoundTrip:
    @pytest.mark.parametrize("enclosed", [True, False])
    @settings(max_examples=12, deadline=None)
    @given(plan=plans)
    def test_docx_reads_back_the_plan(self, enclosed: bool, plan: Plan) -> None:
        given_data = data(plan, enclosed=enclosed)
        check("方案.docx", docx(given_data), given_data)

    @pytest.mark.parametrize("enclosed", [True, False])
    def test_pdf_reads_back_the_plan(self, enclosed: bool) -> None:
        given_data = data(enclosed=enclosed)
        check("方案.pdf", plan_pdf(given_data), given_data)


class TestPlanPaper:
    def test_a_notice_encloses_it_on_a_page_of_its_own(self) -> None:
        paragraphs = plan_paper(data(enclosed=True)).paragraphs
        kinds = [one.kind for one in paragraphs]
        assert paragraphs[0].text == f"{ISSUER}关于印发《{TITLE}》的通知"
        assert kinds.index(Kind.DATE) < kinds.index(Kind.NEXT_TITLE)
        assert kinds.count(Kind.ISSUER) == 1

    def test_prints_no_section_that_it_has_nothing_for(self) -> None:
        bare = data(Plan(), requirements=(), lead=(), frame=Frame())
        assert [one.text for one in plan_paper(bare).paragraphs] == [TITLE, ISSUER, "2024年3月1日"]

    def test_a_text_that_names_who_answers_does_not_answer_for_the_task(self) -> None:
        task = Task(
            "", "完善制度", "细化流程。责任科室：另行确定。", ["医政科"], Due("none", None, None), SPAN
        )
        given_data = data(replace(PLAN, tasks=[task]))
        check("方案.docx", docx(given_data), given_data)
