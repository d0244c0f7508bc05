"""A campaign written as its plan and read again is the same campaign."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from mingze.campaigns.draft import (
    CampaignDraft,
    DraftDeliverable,
    DraftDepartment,
    DraftMember,
    DraftPerson,
    DraftProblemType,
    DraftStage,
    DraftTask,
)
from mingze.campaigns.paper import plan_of
from mingze.campaigns.plan_reading import PlanSource, read_plan
from mingze.campaigns.plan_reporting import requirement_of
from mingze.campaigns.vocabulary import BodyRole, DueKind, Mechanism
from mingze.papers.reader import read
from mingze.papers.writing import plan_docx, plan_pdf

ISSUER = "云州市卫生健康委员会"
REPORT, _ = requirement_of(
    {"cadence": "monthly", "due_day": 1, "parts": ["工作开展情况", "问责情况"]}, until=None
)
assert REPORT is not None
DRAFT = CampaignDraft(
    title="云州市卫生健康系统作风专项治理工作方案",
    document_number="云卫办〔2026〕27号",
    issuer=ISSUER,
    issued_on=date(2026, 5, 25),
    objective="坚持问题导向，用一年时间使服务作风明显好转。",
    scope="全市各级医疗卫生机构。",
    objects="领导班子成员及全体工作人员。",
    parent_text="全省卫生健康系统作风建设年活动实施方案",
    sub_plan_due_on=date(2026, 6, 10),
    contacts=[{"kind": "phone", "value": "0999-2024131"}],
    stages=[
        DraftStage(
            name="动员部署阶段",
            mechanism=Mechanism.CLARIFY,
            starts_on=date(2026, 5, 25),
            ends_on=date(2026, 6, 15),
            deliverables=[DraftDeliverable(title="公开权责"), DraftDeliverable(title="收集意见")],
        ),
        DraftStage(
            name="自查自纠阶段",
            mechanism=Mechanism.REPORT,
            starts_on=date(2026, 6, 16),
            ends_on=date(2026, 7, 31),
            deliverables=[DraftDeliverable(title="建立整改台账")],
        ),
        DraftStage(name="总结提高阶段", starts_on=date(2026, 8, 1), ends_on=date(2026, 11, 30)),
    ],
    tasks=[
        DraftTask(
            number="(一)",
            title="规范医疗收费",
            content="全面清理收费项目，逐项公开价格。",
            due_kind=DueKind.BY,
            due_on=date(2026, 9, 30),
            due_text="2026年9月30日前",
            departments=[DraftDepartment(name="医政科"), DraftDepartment(name="规划发展和信息化科")],
        ),
        DraftTask(
            number="(二)",
            title="减轻基层负担",
            content="精简会议文件。",
            due_kind=DueKind.WHOLE_YEAR,
            due_text="全年任务",
            departments=[DraftDepartment(name="监察室")],
        ),
    ],
    body=[
        DraftMember(role=BodyRole.HEAD, name="林知远", post="委党组书记、主任"),
        DraftMember(role=BodyRole.DEPUTY, name="周怀谦", post="委党组成员、副主任"),
        DraftMember(role=BodyRole.MEMBER, name="委领导班子其他成员"),
        DraftMember(role=BodyRole.OFFICE_DIRECTOR, name="李文"),
        DraftMember(role=BodyRole.OFFICE_DIRECTOR, name="沈明远"),
        DraftMember(role=BodyRole.OFFICE_MEMBER, name="机关各科室主要负责人"),
    ],
    problem_types=[
        DraftProblemType(
            number="(一)",
            title="服务态度问题",
            children=[DraftProblemType(number="1", title="解释不耐心，推诿病人。")],
        ),
        DraftProblemType(number="(二)", title="违规收费问题"),
    ],
    requirements=[REPORT],
)


def again(draft: CampaignDraft, form: str) -> CampaignDraft:
    data = plan_of(draft, issuer=ISSUER)
    if form == "pdf":
        content = plan_pdf(data)
    else:
        buffer = BytesIO()
        plan_docx(data, buffer)
        content = buffer.getvalue()
    answer = read(f"方案.{form}", content)
    plan = answer.to_json()["plan"]
    assert plan is not None
    source = PlanSource(
        title=answer.title,
        plan=plan,
        text=answer.text,
        issuer=answer.issuer,
        document_number=answer.document_number,
        issued_on=answer.issued_on,
    )
    return read_plan(source).draft


@pytest.mark.parametrize("form", ["docx", "pdf"])
@pytest.mark.parametrize("part", ["stages", "tasks", "body", "problem_types", "contacts"])
def test_reads_back(form: str, part: str) -> None:
    assert _plain(getattr(again(DRAFT, form), part)) == _plain(getattr(DRAFT, part))


@pytest.mark.parametrize(
    "part",
    ["title", "document_number", "issuer", "issued_on", "parent_text", "sub_plan_due_on"],
)
def test_head_reads_back(part: str) -> None:
    assert getattr(again(DRAFT, "docx"), part) == getattr(DRAFT, part)


def test_reporting_duty_reads_back() -> None:
    (found,) = again(DRAFT, "docx").requirements
    assert replace(found, until=None) == REPORT


def test_seat_of_the_office_reads_back() -> None:
    seated = replace(
        DRAFT,
        body=[*DRAFT.body[:3], DraftMember(role=BodyRole.OFFICE_MEMBER, name="监察室")],
    )
    assert again(seated, "docx").body == seated.body


def test_target_and_persons_are_printed() -> None:
    task = replace(
        DRAFT.tasks[0],
        target="收费投诉下降三成",
        persons=[DraftPerson(name="李文"), DraftPerson(name="何如")],
    )
    (found,) = again(replace(DRAFT, tasks=[task]), "docx").tasks
    assert (
        found.content
        == "全面清理收费项目，逐项公开价格。\n目标任务是收费投诉下降三成。\n责任人员为李文、何如。"
    )
    assert [one.name for one in found.departments] == ["医政科", "规划发展和信息化科"]


def _plain(value: object) -> str:
    """The reader writes every sign in one width."""
    return (
        repr(value)
        .replace("，", ",")
        .replace("(", "（")
        .replace(")", "）")
        .replace("[", "（")
        .replace("]", "）")
    )
