"""Pages of the portal as a browser without JavaScript gets them."""

import httpx


class TestStartPage:
    async def test_tells_a_complaint_from_a_tip_off(self, client: httpx.AsyncClient) -> None:
        answer = await client.get("/portal")
        assert answer.status_code == 200, answer.text
        assert "投诉" in answer.text
        assert "举报请不要写在投诉里" in answer.text
        for path in ("/portal/tip-off", "/portal?large=1"):
            assert (await client.get(path)).status_code == 200
        gone = await client.get("/portal/nothing")
        assert gone.status_code == 404
        assert "没有这个页面" in gone.text
