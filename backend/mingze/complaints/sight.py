"""Which complaints somebody sees, as SQL conditions over `complaint`.

An appointment reaches what its office answers for and what units below it handle, unless the complaint names the
head of a unit, or a department, that the appointment stands at or below. Who is named, is recused, is at home in
what is named, or heads a unit there sees nothing, whatever else they are appointed to.
"""

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select

from mingze.access.actor import Actor
from mingze.access.permissions import Permission, Role
from mingze.access.scope import in_subtree
from mingze.complaints.models import Complaint, ComplaintBarred, ComplaintUnit
from mingze.units.models import UnitClosure


def visible_to(actor: Actor, permission: Permission = Permission.COMPLAINT_READ) -> ColumnElement[bool]:
    """In sight of an appointment that gives `permission`: reading, or figures only, which reach no farther."""
    roots = actor.roots(permission)
    if not roots:
        return false()
    own = {actor.home_unit_id, *(held.unit_id for held in actor.appointments if held.role is Role.UNIT_HEAD)}
    barred = select(ComplaintBarred.complaint_id).where(ComplaintBarred.account_id == actor.account_id)
    return and_(
        or_(*(and_(_reached(root), not_(_names(root))) for root in roots)),
        *(not_(_names(unit_id)) for unit_id in sorted(own)),
        Complaint.id.not_in(barred),
    )


def _reached(root: int) -> ColumnElement[bool]:
    handled = select(ComplaintUnit.complaint_id).where(
        in_subtree(ComplaintUnit.unit_id, (root,)), ComplaintUnit.withdrawn_at.is_(None)
    )
    return or_(in_subtree(Complaint.office_id, (root,)), Complaint.id.in_(handled))


def _names(unit_id: int) -> ColumnElement[bool]:
    """Whether the complaint is about the head of, or a department that is, `unit_id` or above it."""
    line = select(UnitClosure.ancestor_id).where(UnitClosure.descendant_id == unit_id)
    return or_(
        and_(Complaint.names_head, func.coalesce(Complaint.about_unit_id, 0).in_(line)),
        func.coalesce(Complaint.about_department_id, 0).in_(line),
    )
