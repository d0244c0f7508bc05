"""`mingze read FILE… [--json] [--with-text]`."""

import asyncio
import json
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mingze.papers.extracted import UnreadableDocument
from mingze.papers.figure_lines import figure_lines
from mingze.papers.plan_summary import plan_lines
from mingze.papers.reader import READ_MEMORY, READ_SECONDS, read_limited

_MOST_BYTES = 100_000_000
_KINDS = {
    "rectification_report": "整改情况报告",
    "campaign_plan": "专项工作方案",
    "annual_report": "年度报告",
    "finding_ledger": "问题台账",
    "unknown": "未能识别",
}
_STATUSES = {
    "done": "已完成",
    "mostly_done": "基本完成",
    "staged": "阶段性完成",
    "in_progress": "推进中",
    "long_term": "长期坚持",
    "not_done": "未完成",
    "extended": "申请延期",
}


def read_command(
    paths: Sequence[str | Path],
    as_json: bool = False,
    with_text: bool = False,
    *,
    seconds: float = READ_SECONDS,
    memory: int = READ_MEMORY,
) -> int:
    """Reads each file and prints what it holds, as JSON one object a line; 1 if any could not be read."""
    failed = False
    for path in [Path(path) for path in paths]:
        try:
            data = _content(path)
            answer = asyncio.run(
                read_limited(path.name, data, with_text=with_text, seconds=seconds, memory=memory)
            )
        except (UnreadableDocument, OSError) as error:
            failed = True
            code = error.code if isinstance(error, UnreadableDocument) else "not_found"
            message = error.message if isinstance(error, UnreadableDocument) else "无法打开文件"
            if as_json:
                _print(
                    json.dumps(
                        {"file": path.name, "error": {"code": code, "message": message}}, ensure_ascii=False
                    )
                )
            else:
                sys.stderr.write(_plain(f"{path.name}:{message}\n"))
            continue
        _print(json.dumps(answer, ensure_ascii=False) if as_json else _summary(answer))
    return int(failed)


def _content(path: Path) -> bytes:
    """What is in a file, but not what a folder, a pipe or a device would give, nor more than any document holds."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableDocument("not_a_file", "不是文件")
    if status.st_size > _MOST_BYTES:
        raise UnreadableDocument("too_large", f"文件过大(超过{_MOST_BYTES // 1_000_000}MB)")
    return path.read_bytes()


def _print(text: str) -> None:
    sys.stdout.write(_plain(text + "\n"))


def _plain(text: str) -> str:
    """Names of files may hold what is no letter of any encoding."""
    return text.encode("utf-8", "replace").decode()


def _summary(answer: dict[str, Any]) -> str:
    lines = [f"{answer['file']}:{_KINDS[answer['kind']]}"]
    for label, key in (
        ("标题", "title"),
        ("发文机关", "issuer"),
        ("文号", "document_number"),
        ("成文日期", "issued_on"),
        ("印发日期", "printed_on"),
        ("发布日期", "published_on"),
    ):
        if answer[key]:
            lines.append(f"  {label}:{answer[key]}")
    inspection = answer["inspection"]
    if inspection:
        lines.append(
            f"  巡察:{inspection['body'] or '—'} {inspection['from'] or '—'} 至 {inspection['to'] or '—'},"
            f"反馈 {inspection['feedback_on'] or '—'}"
        )
    if answer["findings"]:
        lines.append(f"  问题:{len(answer['findings'])}个")
        lines += [_finding(finding) for finding in answer["findings"]]
    elif answer["plan"]:
        lines += plan_lines(answer["plan"])
    elif answer["figures"]:
        lines += figure_lines(answer["figures"])
    elif answer["outline"]:
        lines += [f"  {heading['number']} {heading['title']}" for heading in answer["outline"]]
    lines += [f"  注意:{one['message']}" for one in answer["warnings"]]
    letters = sum(end - start for start, end in answer["unread"])
    lines.append(f"  未归入任何栏目的文字:{len(answer['unread'])}处,{letters}字")
    return "\n".join(lines)


def _finding(finding: dict[str, Any]) -> str:
    place = f"{finding['section']}-" if finding["section"] else ""
    status = _STATUSES.get(finding["status"] or "", finding["status_text"] or "未写明")
    problem = finding["problem"].replace("\n", "")
    short = problem if len(problem) <= 40 else problem[:40] + "…"
    return f"    {place}{finding['number'] or '—'} [{status}] {short}(措施{len(finding['measures'])}条)"
