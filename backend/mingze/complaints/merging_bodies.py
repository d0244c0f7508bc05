"""Wire shapes of the acts that join complaints and part them again."""

from typing import Literal

from pydantic import Field

from mingze.findings.bodies import EntityId, Reason, _Body


class Merge(_Body):
    """并入另一件,随它一起办理和答复;各自的查询码仍然有效。"""

    action: Literal["merge"]
    main_id: EntityId = Field(description="并入哪一件")
    note: Reason | None = Field(default=None, examples=["反映的是同一收费窗口"])


class Unmerge(_Body):
    """撤销并案,回到待分办。"""

    action: Literal["unmerge"]
    reason: Reason = Field(examples=["另有退费的诉求"])


#: For the union of acts.
MergingAct = Merge | Unmerge
