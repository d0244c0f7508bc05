"""What a plan asks of units in the words of a stage: a plan of their own, a ledger, a record. Pure."""

import re
from collections.abc import Iterator

from mingze.campaigns.draft import DraftDeliverable

#: Clauses that name something a unit can hand in; nothing is made up around them.
_PLANS = re.compile(r"(?:研究)?(?:制定|制订).{0,12}方案")
_OTHERS = re.compile(
    r"(?:研究)?(?:制定|制订|建立|形成|填报|编制|填写|梳理).{0,14}(?:台账|清单|档案|计划|报告|总结)"
    r"|(?:撰写|报送|上报).{0,14}(?:报告|总结|材料|情况)"
    r"|公开(?!透明)[\u4e00-\u9fff]{1,8}"
    r"|(?:广泛)?(?:收集|征求|征集)[\u4e00-\u9fff]{0,8}意见(?:建议)?"
    r"|召开[\u4e00-\u9fff]{1,8}会"
    r"|选树[\u4e00-\u9fff]{0,4}典型"
)
_LEAD = re.compile(r"^(?:各地各单位|各单位|各地|要|认真|及时|全面|通过|并|同时|应|须)+")
#: Who does it where it is not the units.
_OFFICE = re.compile(r"(?:委|局|领导小组|督[查导]组|检查组)(?:将|组织|对|要)")
_LONGEST = 200


def deliverables_of(text: str, *, plans_asked: bool) -> list[DraftDeliverable]:
    """`plans_asked`: the plans of units are asked for on their own, with a day."""
    return [DraftDeliverable(title=title[:_LONGEST]) for title in dict.fromkeys(_titles(text, plans_asked))]


def _titles(text: str, plans_asked: bool) -> Iterator[str]:
    for sentence in re.split(r"[。;；\n]", text):
        if _OFFICE.search(sentence):
            continue
        for clause in re.split(r"[,、:，：]", sentence):
            words = _LEAD.sub("", clause.strip())
            if _OTHERS.fullmatch(words) or (not plans_asked and _PLANS.fullmatch(words)):
                yield words
