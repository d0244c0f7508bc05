"""W8: a report of 21,000 characters read into its draft, and reports up to 2 MB: linear in their length."""

import random
import time
from collections.abc import Iterator

from mingze.papers.reader import read

NAME = "W8 reading a report"
CHARACTERS = 21_000
TIMES = (1, 4, 16, 64, 95)
_ROUNDS = 3
# Nobody counts further in one row; then it begins anew.
_MOST_IN_A_ROW = 900
_ORGANS = ("财务科", "办公室", "资产科", "医务科", "人事科", "基层卫生科", "总务科", "监察室")
_FAULTS = (
    "台账不全",
    "合同到期未续签",
    "采购程序倒置",
    "学习记录补写",
    "会议议题未上会",
    "票据报销滞后",
    "岗位长期空缺",
)
_WORDS = (
    "修订制度",
    "逐项核对",
    "约谈责任人",
    "公开结果",
    "按月调度",
    "现场抽查",
    "清退款项",
    "补办手续",
    "专题研究",
)


def report(characters: int) -> str:
    """A report of about so many characters, in which no two findings say the same."""
    chance = random.Random(characters)  # noqa: S311  (no secret)
    parts = [
        "中共云州市清河县卫生健康局党组关于巡察整改进展情况的通报\n",
        "根据县委统一部署,2025年3月3日至4月30日,县委第二巡察组对县卫生健康局党组开展了巡察。6月10日反馈意见。\n",
        "一、整改工作组织情况\n(一)提高认识。召开党组会5次专题研究。\n二、反馈问题整改落实情况\n",
    ]
    length = sum(map(len, parts))
    for number, words in enumerate(_findings(chance), start=1):
        if length > characters - 100:
            break
        parts.append(f"{(number - 1) % _MOST_IN_A_ROW + 1}.{words}")
        length += len(parts[-1])
    parts.append("三、下一步工作打算\n持续巩固整改成果。\n中共清河县卫生健康局党组\n2025年11月20日\n")
    return "".join(parts)


def _findings(chance: random.Random) -> Iterator[str]:
    while True:
        organ, fault, place = chance.choice(_ORGANS), chance.choice(_FAULTS), chance.randrange(10**6)
        counts = [chance.randrange(1, 900) for _ in range(4)]
        words = [chance.sample(_WORDS, 4) for _ in range(3)]
        yield (
            f"{organ}第{place}号事项{fault},涉及{counts[0]}笔、{counts[1]}份。\n"
            f"整改措施:一是{'、'.join(words[0])};二是{'、'.join(words[1])}。\n"
            f"整改进展:{organ}已核对{counts[2]}笔,完成第{place}号事项的{'、'.join(words[2])},抽查{counts[3]}次,"
            f"《第{place}号事项管理办法》于2025年{chance.randrange(1, 13)}月印发。\n完成情况:已完成\n"
        )


def table() -> Iterator[str]:
    """Lines of the table, each as soon as it is measured. Times are of the processor: reading waits for nothing."""
    yield f"\n| {NAME} | findings | ms | µs a character | to the shortest |"
    yield "|---|--:|--:|--:|--:|"
    first = 0.0
    for times in TIMES:
        text = report(CHARACTERS * times)
        data = text.encode()
        best, found = min(_timed(data) for _ in range(_ROUNDS))
        each = best / len(text)
        first = first or each
        yield f"| {len(text):,} characters | {found} | {best * 1e3:.0f} | {each * 1e6:.2f} | {each / first:.2f} |"


def _timed(data: bytes) -> tuple[float, int]:
    began = time.process_time()
    answer = read("report.txt", data)
    return time.process_time() - began, len(answer.findings)
