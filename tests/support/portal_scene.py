"""What the scene knows of the public: complaints about 青禾县人民医院 that came through the portal, by their receipts.

portal_said        registered; portal_letter: its one-time notice
portal_answered    answered, to be rated or objected to
"""

from datetime import timedelta
from typing import Any

from mingze.kit import clock
from mingze.portal import receipts, tokens
from tests.support.complaint_scene import ANSWER, Play, act
from tests.support.region import RECEIPT_KEY


def receipt_of(seed: str) -> str:
    """A receipt that is the same each time."""
    body = (seed * 24)[:23]
    return next(found for end in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" if (found := receipts.read(body + end)))


SAID, ANSWERED, FRESH = receipt_of("SAYD"), receipt_of("ANSWER"), receipt_of("NEW")


def token_of(purpose: str) -> str:
    """As if the form had been opened a minute ago."""
    return tokens.issue(RECEIPT_KEY, purpose, clock.now() - timedelta(minutes=1))


def words(receipt: str, unit_id: int) -> dict[str, Any]:
    return {
        "receipt": receipt,
        "token": token_of(receipt),
        "unit_id": unit_id,
        "concern": "service",
        "text": "上午挂的号,下午还没有叫到。",
    }


async def portal(play: Play) -> None:
    hospital, officer = play.region.units["hospital"], "complaint_officer"
    for name, receipt in (("portal_said", SAID), ("portal_answered", ANSWERED)):
        made = await play.do(officer, "POST", "/portal/complaints", words(receipt, hospital))
        found = await play.do(officer, "GET", "/complaints", params={"q": made["number"]})
        play.ids[name] = found["items"][0]["id"]
    await act(play, officer, "portal_answered", "assign", unit_id=play.region.units["qinghe"])
    await act(play, officer, "portal_answered", "sign")
    await act(play, officer, "portal_answered", "answer", **ANSWER)
    body = {"kind": "one_time", "addressee": "反映人", "sections": {"lacking": "挂号凭证"}}
    path = f"/complaints/{play.ids['portal_said']}/letters"
    play.ids["portal_letter"] = (await play.do(officer, "POST", path, body))["id"]
