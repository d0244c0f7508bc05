"""The text a reader works on.

Official documents come in full and half width, with page marks in the middle of sentences and sometimes with the
whole body printed twice. A `Source` is the extracted text in one width, without the stretches that were cut out,
and it knows where each of its characters stood, so that every span of the answer points into the extracted text.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from mingze.papers.answer import Span

# One character for one character: offsets survive. Full-width ASCII becomes half-width; every kind of blank a space.
_WIDTH: dict[int, int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    [
        0x00A0,
        0x3000,
        0x2002,
        0x2003,
        0x2007,
        0x2009,
        0x200B,
        0x202F,
        0xFEFF,
        ord("\t"),
        ord("\x0b"),
        ord("\x0c"),
    ],
    ord(" "),
)


# Copies made by machine print traditional characters. Those that labels, headings and dates are written with are
# read as their simplified forms; what the answer quotes stays as printed.
_TRADITIONAL = (
    "關於問題進況責單領導牽頭時間門長階組織監統據實現將員會黨衛機構紀檢開聯繫電話郵號發佈來為這個項條製訂證"
    "歸類別級區縣鎮鄉務醫療總書點銷饋報審計視態狀結辦續達確認應對過還與從兩萬億無農財產嚴範圍則規劃標準體壓強"
    "帶隊處廳團隨備請調訊傳質貫徹學習談約誡盡並動運輪屆幹職業護藥費資該沒後須經網雙稱終詢舉訪線優環節際決舊張負"
    "協議參與補暫購覽瀏廣東鄭維頒執邊給針見劉陽陳"
)
_SIMPLIFIED = (
    "关于问题进况责单领导牵头时间门长阶组织监统据实现将员会党卫机构纪检开联系电话邮号发布来为这个项条制订证"
    "归类别级区县镇乡务医疗总书点销馈报审计视态状结办续达确认应对过还与从两万亿无农财产严范围则规划标准体压强"
    "带队处厅团随备请调讯传质贯彻学习谈约诫尽并动运轮届干职业护药费资该没后须经网双称终询举访线优环节际决旧张负"
    "协议参与补暂购览浏广东郑维颁执边给针见刘阳陈"
)
_WIDTH[ord("\ufe6a")] = ord("%")
_WIDTH |= {ord(old): ord(new) for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}


def one_width(text: str) -> str:
    return text.translate(_WIDTH)


@dataclass(frozen=True)
class Source:
    raw: str
    text: str
    _starts: tuple[int, ...]
    _origins: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> "Source":
        return cls(raw, one_width(raw), (0,), (0,))

    def without(self, cuts: Iterable[Span]) -> "Source":
        """The same source with stretches (offsets into `text`) taken out."""
        ordered = sorted(cuts)
        if not ordered:
            return self
        kept: list[Span] = []
        at = 0
        for start, end in ordered:
            if start > at:
                kept.append((at, start))
            at = max(at, end)
        if at < len(self.text):
            kept.append((at, len(self.text)))
        starts: list[int] = []
        origins: list[int] = []
        length = 0
        for start, end in kept:
            for piece_start, piece_end in self._pieces(start, end):
                starts.append(length)
                origins.append(piece_start)
                length += piece_end - piece_start
        text = "".join(self.text[start:end] for start, end in kept)
        return Source(self.raw, text, tuple(starts) or (0,), tuple(origins) or (0,))

    def without_raw(self, spans: Iterable[Span]) -> "Source":
        """The same source without stretches of the extracted text."""
        ordered = sorted(spans)
        cuts: list[Span] = []
        for at, (start, origin) in enumerate(zip(self._starts, self._origins, strict=True)):
            stop = self._starts[at + 1] if at + 1 < len(self._starts) else len(self.text)
            first = max(bisect_right(ordered, (origin, len(self.raw))) - 1, 0)
            for left, right in ordered[first:]:
                if left >= origin + stop - start:
                    break
                left, right = max(left, origin), min(right, origin + stop - start)
                if left < right:
                    cuts.append((start + left - origin, start + right - origin))
        return self.without(cuts)

    def span(self, start: int, end: int) -> Span:
        """Where text[start:end] stands in the extracted text."""
        if end <= start:
            return (self._origin(start), self._origin(start))
        return (self._origin(start), self._origin(end - 1) + 1)

    def words(self, start: int, end: int) -> str:
        """text[start:end] as printed, in its own width."""
        return "".join(self.raw[a:b] for a, b in self._pieces(start, end))

    def trimmed(self, start: int, end: int) -> Span:
        """text[start:end] without the white space around it."""
        stretch = self.text[start:end]
        start += len(stretch) - len(stretch.lstrip())
        return (start, max(start, end - (len(stretch) - len(stretch.rstrip()))))

    def _origin(self, at: int) -> int:
        piece = bisect_right(self._starts, at) - 1
        return self._origins[piece] + at - self._starts[piece]

    def _pieces(self, start: int, end: int) -> Iterable[Span]:
        at = start
        while at < end:
            piece = bisect_right(self._starts, at) - 1
            stop = self._starts[piece + 1] if piece + 1 < len(self._starts) else end
            stop = min(stop, end)
            origin = self._origins[piece] + at - self._starts[piece]
            yield (origin, origin + stop - at)
            at = stop
