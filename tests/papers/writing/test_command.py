"""`mingze write`: what `mingze read --json` says becomes a document; what cannot be written is told."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

from mingze import cli
from mingze.papers.reader import read
from mingze.papers.writing import FORMS, ListData, list_xlsx, make_template, plan_docx, report_docx
from mingze.papers.writing.profiles import PROFILES
from tests.papers.writing.samples import finding, report
from tests.papers.writing.test_lists import row
from tests.papers.writing.test_plan import data as plan


def said(name: str, data: bytes) -> dict[str, Any]:
    return read(name, data).to_json()


@pytest.fixture
def answers(tmp_path: Path) -> dict[str, dict[str, Any]]:
    """One answer of each kind."""
    written = io.BytesIO()
    report_docx(report(finding(), finding("床位使用率偏低。", group=None)), written)
    planned = io.BytesIO()
    plan_docx(plan(), planned)
    list_xlsx(ListData(rows=[row()]), tmp_path / "a.xlsx", FORMS["rectification"])
    yearly = "云州市卫生健康委员会2023年度信访工作报告\n一、信访举报情况\n全年受理信访举报30件,其中来信10件,来访20件。\n"
    return {
        "report": said("报告.docx", written.getvalue()),
        "plan": said("方案.docx", planned.getvalue()),
        "list": said("清单.xlsx", (tmp_path / "a.xlsx").read_bytes()),
        "yearly": said("年报.txt", yearly.encode()),
    }


def run(monkeypatch: pytest.MonkeyPatch, answer: Any, *arguments: str) -> int:
    """The command line with the answer on its standard input."""
    text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    monkeypatch.setattr(sys, "argv", ["mingze", "write", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


class TestEveryKind:
    @pytest.mark.parametrize("profile", PROFILES)
    @pytest.mark.parametrize("suffix", [".docx", ".pdf"])
    def test_a_report_is_written_again_in_any_profile(
        self,
        answers: dict[str, Any],
        profile: str,
        suffix: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        target = tmp_path / f"out{suffix}"
        assert run(monkeypatch, answers["report"], "-", "-o", str(target), "--profile", profile) == 0
        again = read(target.name, target.read_bytes())
        assert again.kind == "rectification_report"
        assert len(again.findings) == 2
        assert again.inspection is not None
        assert again.inspection.to_json() == answers["report"]["inspection"]

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
    def test_a_report_or_a_ledger_becomes_any_list(
        self,
        answers: dict[str, Any],
        form: str,
        suffix: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        for kind, count in (("report", 2), ("list", 1)):
            target = tmp_path / f"{kind}{suffix}"
            arguments = ("-", "-o", str(target), "--kind", "list", "--form", form)
            assert run(monkeypatch, answers[kind], *arguments) == 0
            assert len(read(target.name, target.read_bytes()).findings) == count

    def test_a_plan_is_written_again_and_its_tasks_as_a_list(
        self, answers: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        target, tasks = tmp_path / "plan.docx", tmp_path / "tasks.xlsx"
        assert run(monkeypatch, answers["plan"], "-", "-o", str(target), "--enclosed") == 0
        again = read("plan.docx", target.read_bytes())
        assert again.plan is not None
        spanless = [dict(one, span=None) for one in again.plan.to_json()["tasks"]]
        assert spanless == [dict(one, span=None) for one in answers["plan"]["plan"]["tasks"]]
        assert run(monkeypatch, answers["plan"], "-", "-o", str(tasks)) == 0
        assert [one.problem for one in read("tasks.xlsx", tasks.read_bytes()).findings] == [
            "完善首诊负责制",
            "整治红包回扣",
        ]

    @pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
    def test_an_annual_report_becomes_a_list_of_its_figures(
        self, answers: dict[str, Any], suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert answers["yearly"]["kind"] == "annual_report"
        target = tmp_path / f"figures{suffix}"
        assert run(monkeypatch, answers["yearly"], "-", "-o", str(target)) == 0
        text = read(target.name, target.read_bytes()).text
        assert "信访举报" in text
        assert "30" in text

    def test_fills_a_template_and_makes_one(
        self,
        answers: dict[str, Any],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        template, target = tmp_path / "t.docx", tmp_path / "out.docx"
        assert run(monkeypatch, "", "--make-template", "report", "-o", str(template)) == 0
        assert "{{标题}}" in capsys.readouterr().out
        assert template.read_bytes() == make_template("report")
        assert run(monkeypatch, answers["report"], "-", "-o", str(target), "--template", str(template)) == 0
        words = [one.text for one in docx.Document(str(target)).paragraphs]
        assert "2. 经费使用监管不力。" in words

    def test_the_outer_version_leaves_out_what_is_not_for_publication(
        self, answers: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer = answers["report"]
        answer["findings"][0]["publish"] = False
        target = tmp_path / "out.docx"
        assert run(monkeypatch, answer, "-", "-o", str(target), "--version", "outer") == 0
        assert len(read("out.docx", target.read_bytes()).findings) == 1


class TestRefusals:
    @pytest.mark.parametrize(
        ("answer", "arguments", "message"),
        [
            ("nonsense", ("-o", "x.docx"), "不是 JSON"),
            ("[]", ("-o", "x.docx"), "不是读取结果"),
            ('{"kind": "rectification_report", "findings": [{}]}', ("-o", "x.docx"), "findings.0.problem"),
            (
                '{"file": "a", "error": {"code": "damaged", "message": "文件已损坏"}}',
                ("-o", "x.docx"),
                "文件已损坏",
            ),
            ('{"kind": "unknown"}\n{"kind": "unknown"}', ("-o", "x.docx"), "2份文件"),
            ('{"kind": "unknown"}', ("-o", "x.docx"), "--kind"),
            ('{"kind": "finding_ledger"}', ("-o", "x.pdf"), "清单只能写成 .docx 或 .xlsx"),
            ('{"kind": "annual_report"}', ("-o", "x.docx", "--kind", "plan"), "不是工作方案"),
            ('{"kind": "annual_report"}', ("-o", "x.docx", "--kind", "report"), "没有问题"),
            ('{"kind": "rectification_report"}', ("-o", "/nowhere/x.docx"), "/nowhere"),
            (
                '{"kind": "rectification_report"}',
                ("-o", "x.docx", "--template", "/nowhere.docx"),
                "/nowhere.docx",
            ),
        ],
    )
    def test_says_what_is_wrong_and_writes_nothing(
        self,
        answer: str,
        arguments: tuple[str, ...],
        message: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert run(monkeypatch, answer, "-", *arguments) == 1
        assert message in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []

    def test_asks_for_an_input(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(monkeypatch, "", "-o", "x.docx") == 2
        assert "读取结果" in capsys.readouterr().err
