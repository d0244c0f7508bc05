"""The invented region: 云州市 with three counties and three districts, its units and their codes."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.units.models import Unit
from mingze.units.rules import UnitKind, is_uscc
from mingze.units.service import create_unit

K = UnitKind

#: The code of the top unit, by which a demonstration is known again.
TOP = "YZ"
CITY = "云州市"
#: No province has the number 99: the codes are well formed and belong to nobody.
_CITY_REGION = "990100"
_USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

#: What stands directly below the city: code, name, kind.
_CITY_UNITS = (
    ("BGS", "办公室", K.DEPARTMENT),
    ("JDB", "监督办", K.DEPARTMENT),
    ("YZK", "医政科", K.DEPARTMENT),
    ("JCK", "基层卫生科", K.DEPARTMENT),
    ("CWK", "财务科", K.DEPARTMENT),
    ("RSK", "人事科", K.DEPARTMENT),
    ("FGK", "法规监督科", K.DEPARTMENT),
    ("FYK", "妇幼健康科", K.DEPARTMENT),
    ("JKK", "疾控应急科", K.DEPARTMENT),
    ("DWK", "机关党委", K.DEPARTMENT),
    ("YAZ", "药政科", K.DEPARTMENT),
    ("GXK", "规划信息科", K.DEPARTMENT),
    ("XFB", "信访办", K.DEPARTMENT),
    ("JWK", "机关纪委", K.DEPARTMENT),
    ("SRM", "云州市人民医院", K.HOSPITAL),
    ("SZY", "云州市中医医院", K.HOSPITAL),
    ("SEY", "云州市第二人民医院", K.HOSPITAL),
    ("SFY", "云州市妇幼保健院", K.MATERNAL),
    ("SCDC", "云州市疾病预防控制中心", K.CDC),
    ("SJD", "云州市卫生监督支队", K.SUPERVISION),
    ("XZ", "云州市中心血站", K.OTHER),
    ("JJZX", "云州市急救中心", K.OTHER),
)
#: The departments of 云州市人民医院.
_HOSPITAL_DEPARTMENTS = (
    ("YWB", "医务部"),
    ("HLB", "护理部"),
    ("YXB", "药学部"),
    ("YGK", "院感管理科"),
    ("YBB", "医保办"),
    ("CWB", "财务部"),
    ("SBK", "医学装备科"),
    ("ZWK", "总务科"),
    ("RLB", "人力资源部"),
    ("YHB", "医患关系办公室"),
    ("XXK", "信息科"),
    ("DYB", "党委办公室"),
)


@dataclass(frozen=True, slots=True)
class County:
    """`towns`: names of townships (卫生院) or of communities (社区卫生服务中心); `villages` lie in the first."""

    code: str
    name: str
    region: str
    towns: tuple[str, ...]
    villages: tuple[str, ...]

    @property
    def is_district(self) -> bool:
        return self.name.endswith("区")


_COUNTIES = (
    County(
        "QH",
        "青禾县",
        "990121",
        ("东关镇", "柳河镇", "石桥乡", "双井镇"),
        ("麦田村", "槐树村", "清水村", "南岗村"),
    ),
    County(
        "LQ",
        "临泉县",
        "990122",
        ("泉口镇", "马家集镇", "云峰乡", "古渡镇"),
        ("梨园村", "上坡村", "石泉村", "竹林村"),
    ),
    County(
        "BS",
        "白石县",
        "990123",
        ("白石镇", "大营镇", "松岭乡", "平川镇"),
        ("新庄村", "山前村", "营盘村", "杏林村"),
    ),
    County("NP", "南屏区", "990102", ("解放路", "文昌街", "翠屏", "屏山镇"), ("桃源村",)),
    County("DH", "东湖区", "990103", ("湖滨", "学府路", "杨柳街", "莲塘镇"), ("荷塘村",)),
    County("HW", "河湾区", "990104", ("河东", "工农路", "码头街", "沙洲镇"), ("渡口村",)),
)


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit to be made; `code` and `above` are codes without the leading code of the city."""

    code: str
    name: str
    kind: UnitKind
    above: str
    region: str
    short_name: str | None = None


def plans() -> Iterator[UnitPlan]:
    """Every unit of the region below the top, each after the one above it."""
    for code, name, kind in _CITY_UNITS:
        yield UnitPlan(code, name, kind, "", _CITY_REGION, name.removeprefix(CITY))
    for code, name in _HOSPITAL_DEPARTMENTS:
        yield UnitPlan(f"SRM-{code}", name, K.DEPARTMENT, "SRM", _CITY_REGION)
    for county in _COUNTIES:
        yield from _county(county)


def _county(county: County) -> Iterator[UnitPlan]:
    code, name, region = county.code, county.name, county.region
    yield UnitPlan(code, f"{name}卫生健康局", K.BUREAU, "", region)
    yield UnitPlan(f"{code}-RM", f"{name}人民医院", K.HOSPITAL, code, region)
    if not county.is_district:
        yield UnitPlan(f"{code}-ZY", f"{name}中医院", K.HOSPITAL, code, region)
    yield UnitPlan(f"{code}-FY", f"{name}妇幼保健院", K.MATERNAL, code, region)
    yield UnitPlan(f"{code}-CDC", f"{name}疾病预防控制中心", K.CDC, code, region)
    yield UnitPlan(f"{code}-JD", f"{name}卫生监督所", K.SUPERVISION, code, region)
    yield UnitPlan(f"{code}-JDB", "监督办", K.DEPARTMENT, code, region)
    yield UnitPlan(f"{code}-YZG", "医政股", K.DEPARTMENT, code, region)
    for number, town in enumerate(county.towns, 1):
        rural = town[-1] in "镇乡"
        yield UnitPlan(
            f"{code}-{number:02d}",
            f"{name}{town}{'卫生院' if rural else '社区卫生服务中心'}",
            K.TOWNSHIP if rural else K.COMMUNITY,
            code,
            f"{region}{number:03d}",
        )
    # Villages hang below townships, two below each.
    rural_towns = [number for number, town in enumerate(county.towns, 1) if town[-1] in "镇乡"]
    for number, village in enumerate(county.villages, 1):
        at = rural_towns[(number - 1) // 2 % len(rural_towns)]
        yield UnitPlan(
            f"{code}-{at:02d}-{number:02d}",
            f"{county.towns[at - 1]}{village}卫生室",
            K.VILLAGE,
            f"{code}-{at:02d}",
            f"{region}{at:03d}{200 + number:03d}",
        )


async def make_units(session: AsyncSession) -> dict[str, Unit]:
    """Make the region; units by their codes without the leading code of the city ("" is the city)."""
    top = await create_unit(
        session,
        None,
        code=TOP,
        name=f"{CITY}卫生健康委员会",
        short_name=f"{CITY}卫健委",
        kind=K.COMMISSION,
        parent=None,
        uscc=_uscc(0, K.COMMISSION, _CITY_REGION),
        region_code=_CITY_REGION,
    )
    made = {"": top}
    for number, plan in enumerate(plans(), 1):
        has_code = plan.kind is not K.DEPARTMENT
        made[plan.code] = await create_unit(
            session,
            None,
            code=f"{TOP}-{plan.code}",
            name=plan.name,
            short_name=plan.short_name,
            kind=plan.kind,
            parent=made[plan.above],
            uscc=_uscc(number, plan.kind, plan.region) if has_code else None,
            region_code=plan.region if has_code else None,
        )
    return made


def _uscc(number: int, kind: UnitKind, region: str) -> str:
    """A well-formed 统一社会信用代码: who registers and what kind of body, region, organisation code, check."""
    registrar = {K.COMMISSION: "11", K.BUREAU: "11", K.VILLAGE: "52"}.get(kind, "12")
    organisation = f"{99_000_000 + number * 137:08d}"
    body = f"{registrar}{region[:6]}{organisation}{_organisation_check(organisation)}"
    return next(body + check for check in _USCC_CHARACTERS if is_uscc(body + check))


def _organisation_check(code: str) -> str:
    """The check character of GB 11714-1997."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(code, weights, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))
