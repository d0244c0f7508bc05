"""Evidence made by code: small photographs (PNG) of a corridor, a form, a cabinet; stamped pages (PDF)."""

import math
import struct
import zlib
from functools import cache
from random import Random

Colour = tuple[int, int, int]
WIDTH, HEIGHT = 320, 240


class Picture:
    """A canvas of RGB pixels."""

    def __init__(self, top: Colour, bottom: Colour) -> None:
        self._rows = [bytearray(bytes(_mix(top, bottom, y / HEIGHT)) * WIDTH) for y in range(HEIGHT)]

    def box(self, left: int, top: int, right: int, bottom: int, colour: Colour) -> None:
        left, right = max(left, 0), min(right, WIDTH)
        for y in range(max(top, 0), min(bottom, HEIGHT)):
            self._rows[y][left * 3 : right * 3] = bytes(colour) * max(right - left, 0)

    def ring(self, x: int, y: int, outer: int, inner: int, colour: Colour) -> None:
        for row in range(max(y - outer, 0), min(y + outer, HEIGHT)):
            wide = math.isqrt(outer * outer - (row - y) ** 2)
            gap = math.isqrt(max(inner * inner - (row - y) ** 2, 0))
            self.box(x - wide, row, x - gap, row + 1, colour)
            self.box(x + gap, row, x + wide, row + 1, colour)

    def shade(self, draw: Random) -> None:
        """A little grain and darker edges, as a telephone takes them."""
        for y, row in enumerate(self._rows):
            self._rows[y] = row.translate(_shade(100 - round(25 * abs(y / HEIGHT - 0.5) + draw.random() * 3)))

    def png(self) -> bytes:
        raw = b"".join(b"\0" + bytes(row) for row in self._rows)
        head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 6)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def photo(seed: str) -> bytes:
    """A photograph of one of four scenes; the same seed gives the same bytes."""
    draw = Random(seed)  # noqa: S311  (a seed, so that every fill is the same)
    scene = draw.choice((_corridor, _notice_board, _cabinet, _register))
    picture = scene(draw)
    picture.shade(draw)
    return picture.png()


def stamped_page(number: str, lines: int) -> bytes:
    """A one-page PDF: a heading bar, lines of text as bars, a red seal, and the number in plain figures."""
    bars = "\n".join(f"90 {690 - 26 * i} {410 if i % 4 else 300} 7 re f" for i in range(max(lines, 1)))
    seal = _circle(420, 190, 58) + " S\n" + _circle(420, 190, 12) + " f"
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in number).strip("-")
    content = (
        f"0.82 0.1 0.1 rg 170 760 255 14 re f\n0.82 0.1 0.1 RG 1.5 w 90 735 m 505 735 l S\n"
        f"0.25 g {bars}\n0.82 0.1 0.1 rg 3 w {seal}\n"
        f"BT /F1 11 Tf 0.2 g 90 110 Td (No. {plain}) Tj ET"
    )
    return _pdf(content.encode("ascii"))


def _corridor(draw: Random) -> Picture:
    picture = Picture((214, 222, 226), (170, 178, 176))
    floor = (120 + draw.randint(0, 30), 132, 128)
    for y in range(150, HEIGHT):
        spread = (y - 150) * 2
        picture.box(130 - spread, y, 190 + spread, y + 1, floor)
    for i in range(4):
        left = 8 + i * 30
        picture.box(left, 80 - i * -12, left + 20, 190 - i * 12, (104, 140, 168))
        picture.box(WIDTH - left - 20, 80 + i * 12, WIDTH - left, 190 - i * 12, (104, 140, 168))
    picture.box(140, 18, 180, 24, (250, 250, 240))
    return picture


def _notice_board(draw: Random) -> Picture:
    picture = Picture((232, 228, 214), (205, 200, 186))
    picture.box(28, 26, 292, 206, (44, 82, 130))
    picture.box(36, 34, 284, 56, (200, 40, 40))
    for column in range(3):
        for row in range(2):
            left, top = 40 + column * 82, 64 + row * 68
            picture.box(left, top, left + 74, top + 60, (250, 250, 248))
            for line in range(6):
                end = left + 30 + draw.randint(10, 38)
                picture.box(left + 6, top + 8 + line * 8, end, top + 11 + line * 8, (96, 96, 96))
    return picture


def _cabinet(draw: Random) -> Picture:
    picture = Picture((196, 204, 200), (160, 168, 164))
    picture.box(60, 14, 260, 230, (238, 240, 240))
    picture.box(158, 14, 162, 230, (150, 150, 150))
    for shelf in range(5):
        y = 50 + shelf * 40
        picture.box(66, y, 254, y + 3, (170, 174, 174))
        for i in range(9):
            colour = (draw.randint(90, 230), draw.randint(90, 220), draw.randint(110, 230))
            left = 70 + i * 20
            picture.box(left, y - draw.randint(14, 28), left + 15, y, colour)
    picture.box(148, 110, 156, 130, (60, 60, 60))
    return picture


def _register(draw: Random) -> Picture:
    picture = Picture((150, 118, 86), (120, 94, 66))
    picture.box(46, 20, 276, 226, (252, 251, 244))
    for i in range(11):
        y = 48 + i * 15
        picture.box(56, y, 266, y + 1, (120, 140, 170))
        for column in (58, 110, 176):
            picture.box(column, y - 8, column + draw.randint(18, 44), y - 4, (40, 44, 70))
    picture.box(100, 28, 216, 36, (70, 70, 70))
    if draw.random() < 0.6:
        picture.ring(224, 188, 24, 20, (204, 40, 44))
        picture.ring(224, 188, 6, 0, (204, 40, 44))
    return picture


def _circle(x: float, y: float, radius: float) -> str:
    k = 0.5523 * radius
    return (
        f"{x + radius} {y} m {x + radius} {y + k} {x + k} {y + radius} {x} {y + radius} c "
        f"{x - k} {y + radius} {x - radius} {y + k} {x - radius} {y} c "
        f"{x - radius} {y - k} {x - k} {y - radius} {x} {y - radius} c "
        f"{x + k} {y - radius} {x + radius} {y - k} {x + radius} {y} c"
    )


def _pdf(content: bytes) -> bytes:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    )
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def _mix(one: Colour, other: Colour, part: float) -> Colour:
    a, b, c = (round(x + (y - x) * part) for x, y in zip(one, other, strict=True))
    return a, b, c


@cache
def _shade(percent: int) -> bytes:
    return bytes(value * percent // 100 for value in range(256))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
