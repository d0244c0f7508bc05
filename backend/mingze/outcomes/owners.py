"""Files of examples and of rules: the text of a rule, what shows an example."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.attachments.owners import Owned, Owner, register_owner
from mingze.kit.problems import Conflict, Forbidden, NotFound
from mingze.outcomes import queries
from mingze.outcomes.vocabulary import ExemplarState


async def _exemplar_visible(session: AsyncSession, actor: Actor, exemplar_id: int) -> bool:
    return await queries.exemplar(session, actor, exemplar_id) is not None


async def _add_to_exemplar(session: AsyncSession, actor: Actor, exemplar_id: int) -> Owned:
    row = await queries.exemplar(session, actor, exemplar_id)
    if row is None:
        raise NotFound()
    if not (row["prepares"] or row["manages"]):
        raise Forbidden("须由推荐单位或活动办公室办理")
    if row["state"] in (ExemplarState.REFUSED, ExemplarState.WITHDRAWN):
        raise Conflict("未认定或已撤销,不能再增加附件")
    return Owned(subject=None, unit_id=row["unit_id"])


async def _rule_visible(session: AsyncSession, actor: Actor, rule_doc_id: int) -> bool:
    return await queries.rule_doc(session, actor, rule_doc_id) is not None


async def _add_to_rule(session: AsyncSession, actor: Actor, rule_doc_id: int) -> Owned:
    row = await queries.rule_doc(session, actor, rule_doc_id)
    if row is None:
        raise NotFound()
    if not row["kept"]:
        raise Forbidden("须由建立制度的单位或其上级的活动办公室办理")
    if row["withdrawn_at"] is not None:
        raise Conflict("该制度的登记已撤销")
    return Owned(subject=None, unit_id=row["unit_id"])


def register() -> None:
    """Make these owners known to `attachments/`: once, when the program starts."""
    register_owner(queries.EXEMPLAR_FILES, EXEMPLAR_OWNER)
    register_owner(queries.RULE_DOC_FILES, RULE_DOC_OWNER)


EXEMPLAR_OWNER = Owner(visible=_exemplar_visible, adding=_add_to_exemplar)
RULE_DOC_OWNER = Owner(visible=_rule_visible, adding=_add_to_rule)
