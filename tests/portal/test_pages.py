"""Pages of the portal as a browser without JavaScript gets them: read, filled in and sent."""

from datetime import timedelta
from typing import Any

import httpx
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mingze.kit import clock
from tests.conftest import SignIn
from tests.portal.conftest import WORDS, Complain
from tests.support.pictures import JPEG


def parse(answer: httpx.Response, status: int = 200) -> LexborHTMLParser:
    """The page, which keeps what every page must."""
    assert answer.status_code == status, answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers
    tree = LexborHTMLParser(answer.text)
    assert attribute(one(tree, "html"), "lang") == "zh-CN"
    assert tree.css("script, style, [style], [onclick]") == []
    assert len(tree.css("h1")) == 1 or tree.css_first("main .done")
    for field in tree.css("main input:not([type=hidden]), main textarea, main select"):
        name = field.attributes.get("id")
        assert (field.parent and field.parent.tag == "label") or tree.css_first(f'label[for="{name}"]'), (
            field.html
        )
    return tree


def one(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = tree.css_first(selector)
    assert found is not None, selector
    return found


def attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""


def fields_of(form: LexborNode) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    found: dict[str, str] = {}
    for field in form.css("input, textarea, select"):
        said = field.attributes
        if field.tag == "textarea":
            found[said["name"] or ""] = field.text().removeprefix("\n")
        elif field.tag == "select":
            chosen = field.css_first("option[selected]") or one(field, "option")
            found[said["name"] or ""] = chosen.attributes.get("value") or ""
        elif said.get("type") not in {"radio", "checkbox", "file"} or "checked" in said:
            found[said["name"] or ""] = said.get("value") or ""
    return found


def form_to(tree: LexborHTMLParser, path: str) -> LexborNode:
    return next(form for form in tree.css("form") if attribute(form, "action").split("?")[0] == path)


async def post(client: httpx.AsyncClient, form: LexborNode, **more: Any) -> httpx.Response:
    return await client.post(attribute(form, "action"), data={**fields_of(form), **more})


async def test_start_tells_a_complaint_from_a_tip_off(client: httpx.AsyncClient) -> None:
    start = parse(await client.get("/portal"))
    choices = [one(link, "strong").text() for link in start.css(".choices a")]
    assert choices == ["投诉", "举报", "信访", "意见建议", "查询办理进度", "公开统计"]
    assert "举报请不要写在投诉里" in start.text()
    tip_off = parse(await client.get("/portal/tip-off")).text()
    for words in ("12388", "水印", "聊天软件", "手机流量", "不接收举报"):
        assert words in tip_off
    gone = parse(await client.get("/portal/nothing"), 404)
    assert "没有这个页面" in gone.text()


async def test_complaining_takes_three_pages(client: httpx.AsyncClient, sign_in: SignIn) -> None:
    found = parse(await client.get("/portal/complain", params={"q": "人民医院"}))
    link = attribute(one(found, ".found a"), "href")
    assert link == "/portal/complain?unit=YZ-QH-RM"
    form = form_to(parse(await client.get(link)), "/portal/preview")
    with clock.at(clock.now() + timedelta(minutes=2)):
        faulty = parse(await post(client, form, phone="不告诉你"), 422)
        assert one(faulty, "#concern-error").text() == "请选择一项"
        assert faulty.css_first("#text[aria-invalid=true]")
        assert attribute(one(faulty, "#phone"), "value") == "不告诉你"
        said = {
            "concern": "service",
            "text": WORDS,
            "name": "王某",
            "phone": "139 0000 0000",
            "confidential": "1",
        }
        again = form_to(faulty, "/portal/preview")
        shown = parse(await post(client, again, **said))
        receipt = one(shown, ".receipt").text()
        assert fields_of(form)["receipt"] == receipt
        send = form_to(shown, "/portal/send")
        back = form_to(parse(await post(client, form_to(shown, "/portal/edit"))), "/portal/preview")
        assert fields_of(back)["text"] == WORDS
        made = parse(await post(client, send))
        assert one(made, ".receipt").text() == receipt
        assert made.css_first("svg.qr")
        # A line that broke, a click too many: the same complaint.
        assert receipt in parse(await post(client, send)).text()
    officer = await sign_in("complaint_officer")
    (row,) = (await officer.get("/api/v1/complaints")).json()["items"]
    assert row["number"] in made.text()
    kept = await post(client, form_to(made, "/portal/receipt-file"))
    assert kept.headers["content-disposition"].startswith("attachment")
    assert receipt in kept.text
    assert row["number"] in kept.text


async def test_following_is_posted_never_asked_for(client: httpx.AsyncClient, complain: Complain) -> None:
    made = await complain(concern="price")
    form = form_to(parse(await client.get("/portal/follow")), "/portal/follow")
    assert attribute(form, "method") == "post"
    wrong = parse(await post(client, form, receipt="ABCD"), 404)
    assert "没有这张回执" in wrong.text()
    seen = parse(await post(client, form, receipt=made.receipt.lower().replace("-", " ")))
    assert made.number in one(seen, "h1").text()
    assert "正在确定由哪个单位办理" in one(seen, ".state").text()
    told = parse(await post(client, form_to(seen, "/portal/follow/message"), text="<b>挂号单还在</b>"))
    assert one(told, ".talk .mine .prose").text() == "<b>挂号单还在</b>"
    # Nothing of it in any address: neither links nor forms.
    for node in told.css("[href], [action]"):
        address = node.attributes.get("href") or node.attributes.get("action") or ""
        assert made.receipt.replace("-", "") not in address.replace("-", "")
    sent = await client.post(
        "/portal/follow/files",
        data={"receipt": made.receipt},
        files=[("files", ("../../挂号单\u202egpj.exe", JPEG)), ("files", ("a.txt", b"plain"))],
    )
    filed = parse(sent)
    assert "挂号单gpj.exe.jpg" in filed.text()
    assert "a.txt:只接受照片" in one(filed, ".fault").text()


async def test_large_print_stays_from_page_to_page(client: httpx.AsyncClient) -> None:
    start = parse(await client.get("/portal?large=1"))
    assert start.css_first("html.large")
    inner = [
        attribute(a, "href")
        for a in start.css("a[href^='/portal']")
        if "size" not in (a.attributes.get("class") or "")
    ]
    assert all("large=1" in href for href in inner)
    assert attribute(one(start, "a.size"), "href") == "/portal"
    unit = parse(await client.get("/portal/complain?large=1&unit=YZ-QH-RM"))
    assert unit.css_first("html.large")
    assert form_to(unit, "/portal/preview").attributes["action"] == "/portal/preview?large=1"
