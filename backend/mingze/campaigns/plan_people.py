"""Who leads a campaign, out of the words of its plan: a person where name and post can be told apart, else the words
as they stand. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mingze.campaigns.draft import DraftMember
from mingze.campaigns.vocabulary import BodyRole

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易"
    "乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管"
    "柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬"
    "边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_DOUBLE = "欧阳|太史|端木|上官|司马|东方|独孤|南宫|夏侯|诸葛|尉迟|皇甫|宇文|长孙|慕容|司徒|令狐|公孙|轩辕|申屠|澹台|呼延"
_OFFICIAL = r"(?:书记|主任|局长|院长|科长|处长|股长|部长|队长|市长|县长|区长|委员|成员|组长|巡视员|调研员|主席|所长|站长|院士|专员|科员|厅长|馆长|校长)"
_NAME = rf"(?:(?:{_DOUBLE})[\u4e00-\u9fff]{{1,2}}|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|[\u4e00-\u9fff]{{2,6}}·[\u4e00-\u9fff]{{2,8}})"
_PERSON = re.compile(_NAME)
_WITH_POST = re.compile(rf"(?P<post>.*{_OFFICIAL}) ?(?P<name>{_NAME})(?:同志)?")
_POST_AFTER = re.compile(rf"(?P<name>{_NAME}) ?[(（](?P<post>[^()（）]+)[)）]")
#: Ends of words that are nobody's given name.
_NO_NAME = re.compile(rf"(?:{_OFFICIAL}|科|室|局|院|处|办|部门|单位|领导|负责人|同志|人员|代表|其他)$")
_DIRECTORS = re.compile(r"(?P<who>[^,;。，；]+?)(?:担任|兼任|任|为)(?:领导小组)?办公室(?P<deputy>副)?主任")
_OFFICE_MEMBERS = re.compile(r"(?P<who>[^,;。，；]+?)(?:担任|任|为)(?:领导小组)?办公室成员")
_LONGEST = 200


def members_of(group: Mapping[str, Any] | None) -> list[DraftMember]:
    """The body as the plan's `leading_group` tells of it."""
    if not group:
        return []
    found: list[DraftMember] = []
    if group["head"]:
        found.append(_member(BodyRole.HEAD, group["head"]))
    found += [_member(BodyRole.DEPUTY, one) for one in group["deputies"]]
    if group["members"]:
        found += _people(BodyRole.MEMBER, group["members"])
    return [*found, *_office(group["office"] or "")]


def _office(text: str) -> Iterator[DraftMember]:
    """刘某、李某任办公室主任, 各科室负责人为办公室成员; the seat of an office alone is kept as its member."""
    if not text:
        return
    directors, members = _DIRECTORS.search(text), _OFFICE_MEMBERS.search(text)
    if not (directors or members):
        yield from _people(BodyRole.OFFICE_MEMBER, text)
        return
    if directors:
        role = BodyRole.OFFICE_MEMBER if directors["deputy"] else BodyRole.OFFICE_DIRECTOR
        post = "副主任" if directors["deputy"] else None
        for one in _people(role, directors["who"]):
            yield DraftMember(role=role, name=one.name, post=one.post or post)
    if members:
        yield from _people(BodyRole.OFFICE_MEMBER, members["who"])


def _people(role: BodyRole, text: str) -> list[DraftMember]:
    """Several where every part of the list names one, else the whole as it stands."""
    parts = [one.strip() for one in re.split(r"[、,;，；\n ]+(?![^(（]*[)）])", text) if one.strip()]
    split = [_split(one) for one in parts]
    if len(parts) > 1 and all(split):
        return [DraftMember(role=role, name=name, post=post) for name, post in _known(split)]
    return [_member(role, text)]


def _known(split: Sequence[tuple[str, str | None] | None]) -> Iterator[tuple[str, str | None]]:
    return (one for one in split if one is not None)


def _member(role: BodyRole, text: str) -> DraftMember:
    name, post = _split(text) or (text, None)
    return DraftMember(role=role, name=name[:_LONGEST], post=post[:_LONGEST] if post else None)


def _split(text: str) -> tuple[str, str | None] | None:
    """Name and post; None where the words name nobody for certain."""
    text = text.strip()
    if _PERSON.fullmatch(text) and not _NO_NAME.search(text):
        return text, None
    found = _POST_AFTER.fullmatch(text) or _WITH_POST.fullmatch(text)
    if found is None or _NO_NAME.search(found["name"]):
        return None
    return found["name"], found["post"]
