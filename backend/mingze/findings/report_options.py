"""How somebody wants a report: the query of its three operations, as one value."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Query
from pydantic import StringConstraints

from mingze.findings.paper_words import ReportProfile, ReportVersion, Unapproved


def _line(longest: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


_Names = list[Annotated[str, _line(100)]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What is not given follows from the inspection, or is left out."""

    profile: ReportProfile
    version: ReportVersion
    unapproved: Unapproved
    state_omission: bool
    title: str | None
    issuer: str | None
    issued_on: date | None
    document_number: str | None
    mark: str | None
    addressees: tuple[str, ...]
    organization: tuple[str, ...]
    contacts: tuple[str, ...]
    attachments: tuple[str, ...]
    copies: tuple[str, ...]
    printed_by: str | None
    printed_on: date | None

    @property
    def is_outer(self) -> bool:
        return self.version is ReportVersion.OUTER


async def _options(
    profile: Annotated[ReportProfile, Query(description="写法;B、C 另有“组织情况”一节")] = ReportProfile.A,
    version: Annotated[
        ReportVersion, Query(description="outer 公开版:只印批准的公开表述,不列不予公开的,合计只计所列")
    ] = ReportVersion.INNER,
    unapproved: Annotated[
        Unapproved, Query(description="公开版中没有批准表述的问题:leave_out 不列入,keep 按台账内容列入")
    ] = Unapproved.LEAVE_OUT,
    state_omission: Annotated[bool, Query(description="公开版导语写明“按规定不宜公开的除外”")] = False,
    title: Annotated[str | None, Query(max_length=200, description="标题;缺省由巡察信息生成")] = None,
    issuer: Annotated[str | None, Query(max_length=120, description="落款;缺省为被巡察党组织")] = None,
    issued_on: Annotated[date | None, Query(description="成文日期;缺省为今天")] = None,
    document_number: Annotated[str | None, Query(max_length=60, description="发文字号;有则加红头")] = None,
    mark: Annotated[str | None, Query(max_length=60, description="发文机关标志;缺省为落款加“文件”")] = None,
    addressees: Annotated[_Names | None, Query(max_length=20, description="主送机关,逐个")] = None,
    organization: Annotated[
        list[Annotated[str, _line(300)]] | None,
        Query(max_length=4, description="整改组织情况,每项一段(写法 B、C)"),
    ] = None,
    contacts: Annotated[
        list[Annotated[str, _line(200)]] | None, Query(max_length=10, description="文末联系方式,每项一行")
    ] = None,
    attachments: Annotated[_Names | None, Query(max_length=10, description="附件说明,逐个名称")] = None,
    copies: Annotated[_Names | None, Query(max_length=20, description="抄送机关,逐个")] = None,
    printed_by: Annotated[str | None, Query(max_length=100, description="印发机关")] = None,
    printed_on: Annotated[date | None, Query(description="印发日期")] = None,
) -> ReportOptions:
    return ReportOptions(
        profile=profile,
        version=version,
        unapproved=unapproved,
        state_omission=state_omission,
        title=title,
        issuer=issuer,
        issued_on=issued_on,
        document_number=document_number,
        mark=mark,
        addressees=tuple(addressees or ()),
        organization=tuple(organization or ()),
        contacts=tuple(contacts or ()),
        attachments=tuple(attachments or ()),
        copies=tuple(copies or ()),
        printed_by=printed_by,
        printed_on=printed_on,
    )


Options = Annotated[ReportOptions, Depends(_options)]
