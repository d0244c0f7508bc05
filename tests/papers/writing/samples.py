"""Reports and ledgers for the tests of the writer; places and people are invented."""

from datetime import date

from hypothesis import strategies as st

from mingze.papers.writing import LedgerRow, ReportData, ReportFinding, ReportInspection, Status

PARTY = "中共云州市卫生健康委员会党组"
INSPECTION = ReportInspection(
    body="十二届市委第三巡察组",
    party=PARTY,
    ordered_by="十二届市委",
    began_on=date(2023, 11, 1),
    ended_on=date(2023, 12, 30),
    feedback_on=date(2024, 2, 6),
)
HAN = "卫健委医院乡镇经费核药品采购培训台账公共服务疫苗床位回访群众满意度"
BETWEEN = (
    *"，,、：:。;；·% /-",
    "2023年5月至12月",
    "12.5%，",
    "第3号",
    "A、B岗",
    "“两个允许”",
    "《管理办法》",
    "（乡镇）",
    "(区)",
    "——",
    "yzwjw@yunzhou.example",
    "3—5",
    "…",
)


def finding(problem: str = "经费使用监管不力。", **values: object) -> ReportFinding:
    filled: dict[str, object] = {
        "measures": ("修订考核办法", "设立投诉信箱；"),
        "progress": "一是印发方案。二是完成轮换考核。",
        "status": Status.DONE,
        "group": "履行核心职能职责仍需进一步加强。",
    }
    return ReportFinding(problem=problem, **(filled | values))  # type: ignore[arg-type]


def report(*findings: ReportFinding, **values: object) -> ReportData:
    filled: dict[str, object] = {
        "title": f"{PARTY}关于巡察整改进展情况的通报",
        "issuer": PARTY,
        "inspection": INSPECTION,
        "issued_on": date(2024, 7, 15),
        "contacts": ("联系电话：0570-3011234", "电子信箱：jjw@yunzhou.example"),
    }
    return ReportData(findings=findings or (finding(),), **(filled | values))  # type: ignore[arg-type]


def sentences(longest: int = 12) -> st.SearchStrategy[str]:
    """Words as people type them, with full and half width, quotes, digits, Latin and blanks between them."""
    words = st.text(alphabet=HAN, min_size=2, max_size=8)
    return st.builds(
        lambda first, others: first + "".join(mark + word for mark, word in others),
        words,
        st.lists(st.tuples(st.sampled_from(BETWEEN), words), max_size=longest),
    )


_list_lines = st.builds("{}.{}".format, st.integers(1, 12), sentences(3))
_progress = st.builds(
    lambda first, others: "\n".join([first, *others]),
    sentences(),
    st.lists(
        st.one_of(
            sentences(),
            _list_lines,
            st.sampled_from(
                ["下一步，持续跟踪问效", "整改情况：良好", "（二）完善制度", "2024年5月31日", "二是开展回访"]
            ),
        ),
        max_size=3,
    ),
)


def _told_apart(findings: list[ReportFinding]) -> list[ReportFinding]:
    """No two alike: a reader takes a long stretch that stands twice for a second copy of the page."""
    return [
        ReportFinding(
            problem=f"{one.problem}涉及{at}家",
            measures=[f"{measure}共{at}项{place}处" for place, measure in enumerate(one.measures)],
            progress=one.progress and f"第{at}次核查，{one.progress}",
            status=one.status,
            group=one.group,
            key_matter=one.key_matter,
        )
        for at, one in enumerate(findings, start=101)
    ]


findings = st.lists(
    st.builds(
        ReportFinding,
        problem=sentences(30),
        measures=st.lists(sentences(), max_size=4),
        progress=st.none() | _progress,
        status=st.sampled_from(Status),
        group=st.sampled_from(
            [None, "公共卫生应急管理缺乏具体举措。", "（三）党组对整改重视不够", "药品采购监管不严"]
        ),
        key_matter=st.booleans(),
    ),
    min_size=1,
    max_size=8,
).map(_told_apart)

reports = st.builds(
    lambda some, rules, checks: report(*some, rules=rules, checks=checks),
    findings,
    st.none() | st.integers(0, 40),
    st.none() | st.integers(0, 40),
)

_risky = st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "\t=", "\r="]), sentences(4))
rows = st.lists(
    st.builds(
        LedgerRow,
        ordinal=st.integers(1, 9999),
        problem=sentences() | _risky,
        code=st.none() | st.from_regex(r"QH-20\d\d-\d{3}", fullmatch=True),
        section=st.none() | st.sampled_from(["一", "二"]),
        number=st.none() | st.integers(1, 99).map(str),
        group=st.none() | sentences(2),
        measures=st.lists(sentences(), max_size=3),
        progress=st.none() | _progress | _risky,
        status=st.sampled_from(["已完成整改", "取得阶段性成效", "正在整改", "未完成"]),
        leader=st.none() | st.sampled_from(["林知远", "周怀谦"]),
        units=st.lists(
            st.sampled_from(["基层卫生科", "青禾县人民医院", "规划财务科"]), max_size=2, unique=True
        ),
        due_on=st.none() | st.dates(date(2020, 1, 1), date(2035, 12, 31)),
        key_matter=st.booleans(),
        amount=st.none() | st.floats(0, 1e9),
    ),
    min_size=1,
    max_size=8,
)
