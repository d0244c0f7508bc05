"""Who is asking: an account with its appointments, as one request sees it."""

from dataclasses import dataclass

from mingze.access.permissions import ROLE_PERMISSIONS, SECOND_FACTOR_ROLES, Permission, Role


@dataclass(frozen=True, slots=True)
class Held:
    """An appointment in force: `role` at `unit_id`, reaching its subtree."""

    role: Role
    unit_id: int
    unit_name: str

    def gives(self, permission: Permission) -> bool:
        return permission in ROLE_PERMISSIONS[self.role]


@dataclass(frozen=True, slots=True)
class Actor:
    account_id: int
    username: str
    name: str
    session_id: str
    home_unit_id: int
    home_unit_name: str
    must_change_password: bool
    appointments: tuple[Held, ...]
    #: Whether a second factor is in force, and whether a role wants one that is not.
    has_second_factor: bool = False
    must_set_second_factor: bool = False

    def may(self, permission: Permission) -> bool:
        """Whether any appointment gives `permission` (anywhere)."""
        return any(held.gives(permission) for held in self.appointments)

    def roots(self, permission: Permission) -> tuple[int, ...]:
        """The units whose subtrees `permission` reaches; empty where it is not held."""
        return tuple(sorted({held.unit_id for held in self.appointments if held.gives(permission)}))

    @property
    def in_second_factor_role(self) -> bool:
        """Whether one of the roles held is among those that are worth taking over."""
        return any(held.role in SECOND_FACTOR_ROLES for held in self.appointments)

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(ROLE_PERMISSIONS[held.role] for held in self.appointments))
