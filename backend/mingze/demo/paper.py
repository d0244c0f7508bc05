"""The documents the demonstration imports: rectification reports, composed in the shape offices write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mingze.demo.corpus import Matter

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a report says of itself. One for each matter: `statuses`, the words of 完成情况; `duties`, the leader
    and the unit that answer."""

    file_name: str
    title: str
    number: str
    issuer: str
    party: str
    team: str
    kind: str
    began_on: date
    ended_on: date
    feedback_on: date
    issued_on: date
    rules_built: int
    checks_held: int
    matters: Sequence[Matter]
    statuses: Sequence[str]
    duties: Sequence[tuple[str, str]]

    def text(self) -> str:
        """The whole document. Its totals agree with what it lists."""
        told = list(zip(self.matters, self.statuses, self.duties, strict=True))
        plain = [one for one in told if not one[0].key_matter]
        key = [one for one in told if one[0].key_matter]
        lines = [self.title, self.number, self._opening(), "一、反馈意见整改情况", self._totals(len(key))]
        number = 0
        for index, (group, found) in enumerate(groupby(plain, key=lambda one: one[0].group)):
            lines.append(f"({_numeral(index + 1)}){group}。")
            for one in found:
                number += 1
                lines += _told(number, *one)
        if key:
            lines.append("二、重点问题整改情况(市委主要领导点人点事问题整改情况)")
            for number, one in enumerate(key, 1):
                lines += _told(number, *one)
        lines.append("欢迎广大干部群众对整改落实情况进行监督。如有意见建议,请及时反映。")
        lines += ["联系电话:0999-2012360", "电子信箱:zhenggai@yunzhou.example"]
        return "\n".join([*lines, self.issuer, _day(self.issued_on)])

    def _opening(self) -> str:
        return (
            f"根据统一安排,{_day(self.began_on)}至{_day(self.ended_on)},{self.team}对{self.party}开展了{self.kind}。"
            f"{_day(self.feedback_on)},{self.team}向{self.party}反馈了意见。按照有关规定,现将整改进展情况予以公布。"
        )

    def _totals(self, key: int) -> str:
        count = len(self.matters)
        done = sum(status == DONE for status in self.statuses)
        staged = sum(status == STAGED for status in self.statuses)
        open_ = f",正在整改{count - done - staged}个" if count > done + staged else ""
        return (
            f"经逐条自查,{self.team}反馈的{count}个问题{f'(含领导点事{key}个)' if key else ''},"
            f"已完成整改{done}个,取得阶段性成效{staged}个{open_};制定整改措施{count}条,已完成整改措施{done}条。"
            f"健全完善制度{self.rules_built}项,开展日常监督检查{self.checks_held}次。"
        )


DONE = "已完成整改。"
MOSTLY = "基本完成整改。"
STAGED = "取得阶段性进展。"
RUNNING = "正在推进整改。"
LONG_TERM = "长期坚持。"
NOT_DONE = "未完成整改。"
EXTENDED = "申请延期整改。"


def _told(number: int, matter: Matter, status: str, duty: tuple[str, str]) -> list[str]:
    leader, unit = duty
    return [
        f"{number}.{matter.problem}",
        f"责任领导:{leader}",
        f"责任单位:{unit}",
        f"整改措施:{matter.measure}",
        f"整改进展:{matter.progress[0]}",
        f"完成情况:{status}",
    ]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _numeral(number: int) -> str:
    return _NUMERALS[number - 1] if number <= 10 else f"十{_NUMERALS[number - 11]}"
