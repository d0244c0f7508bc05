"""By which ways people are heard: contacts on every page, words on what was published."""

import httpx
import pytest

from tests.conftest import SignIn
from tests.portal.conftest import Complain
from tests.support.region import Region


@pytest.mark.demand("1.16")
@pytest.mark.demand("4.25")
async def test_contacts_stand_at_the_foot_and_a_comment_comes_in(
    client: httpx.AsyncClient, complain: Complain, sign_in: SignIn, region: Region
) -> None:
    officer = await sign_in("hospital_officer")
    said = {"phones": ["0000-6619938"], "place": "门诊一楼", "published": True}
    path = f"/api/v1/receptions/{region.units['hospital']}"
    put = await officer.put(path, json=said, headers={"If-Match": '"v0"'})
    assert put.status_code == 200, put.text
    for page in ("/portal/complain?unit=YZ-QH-RM", "/portal/channels?q=青禾县人民医院"):
        assert "投诉电话:0000-6619938" in (await client.get(page)).text
    made = await complain(matter="comment", concern="other")
    bureau = await sign_in("complaint_officer")
    (row,) = (await bureau.get("/api/v1/complaints", params={"q": made.number})).json()["items"]
    detail = (await bureau.get(f"/api/v1/complaints/{row['id']}")).json()
    assert (detail["channel"], detail["matter"]) == ("portal", "comment")
