"""The page of GB/T 9704 (party and government documents): measures and faces, one place for every format."""

from dataclasses import dataclass

MM = 72 / 25.4
"""Points in a millimetre."""

PAGE_MM = (210.0, 297.0)
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37.0, 35.0, 28.0, 26.0
HEADER_MM, FOOTER_MM = 15.0, 22.0
"""From the edge of the paper: the page number stands 7 mm under the text area."""
LINES, CHARACTERS = 22, 28
BODY_PT, TITLE_PT, FOOTER_PT = 16.0, 22.0, 14.0
"""三号, 二号, 四号."""

LINE_PT = (PAGE_MM[1] - TOP_MM - BOTTOM_MM) * MM / LINES
CHARACTER_PT = (PAGE_MM[0] - LEFT_MM - RIGHT_MM) * MM / CHARACTERS
"""28 characters of 16 pt are a little wider than the text area: the standard sets them closer."""


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface by its usual name, and what stands in for it where it is not installed."""

    name: str
    others: tuple[str, ...]
    heavy: bool = False
    """Drawn heavier where only the stand-in is at hand."""


SERIF, SANS = "Noto Serif SC", "Noto Sans SC"

BIAOSONG = Face(
    "方正小标宋简体", ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong"), heavy=True
)
FANGSONG = Face("仿宋_GB2312", ("FangSong_GB2312", "仿宋", "FangSong", "华文仿宋", "STFangsong"))
HEITI = Face("黑体", ("SimHei", "华文黑体", "STHeiti"))
KAITI = Face("楷体_GB2312", ("KaiTi_GB2312", "楷体", "KaiTi", "华文楷体", "STKaiti"), heavy=True)
SONGTI = Face("宋体", ("SimSun", "华文宋体", "STSong"))
LATIN = "Times New Roman"


def mark_size(mark: str) -> float:
    """发文机关标志 as large as its line allows, never smaller than the title."""
    room = (PAGE_MM[0] - LEFT_MM - RIGHT_MM) * MM
    return max(TITLE_PT, min(48.0, float(int(room / max(width(mark), 1)))))


def width(text: str) -> float:
    """The width of a line in characters: one for a Chinese character, a half for a digit."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def title_lines(title: str) -> list[str]:
    """A title too long for one line breaks before 关于, where its sense does, if both halves fit."""
    room = CHARACTERS * CHARACTER_PT / TITLE_PT
    first, about, second = title.partition("关于")
    if width(title) > room and first and max(width(first), width(about + second)) <= room:
        return [first, about + second]
    return [title]


def signature_indents(issuer: str, day: str) -> tuple[float, float]:
    """How far issuer and date stand from the right edge, in characters.

    Without a seal the issuer stands two from the edge and the date begins two after the issuer does; where the
    date is the longer, the date stands two from the edge and the issuer moves (GB/T 9704, 7.3.5).
    """
    room = width(issuer) - width(day)
    if room >= 2:
        return 2.0, min(room, CHARACTERS / 2)
    return max(4.0 - room, 2.0), 2.0
