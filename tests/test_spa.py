"""What a browser gets besides the API: the built pages, nothing beside them, and security headers with all."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from mingze.app import create_app
from mingze.settings import Settings


def _settings(place: Path, root: Path) -> Settings:
    return Settings(data_dir=place / "var", web_root=root, argon2_memory_kib=8, argon2_rounds=1)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    root = tmp_path / "dist"
    for name, content in {
        "index.html": "the app",
        "assets/app-1a2b.js": "script",
        "docs/index.html": "the contract",
        "favicon.svg": "<svg/>",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "dist-of-others").mkdir()
    (tmp_path / "dist-of-others" / "x.txt").write_text("secret")
    (root / "assets" / "link.txt").symlink_to(tmp_path / "secret.txt")
    return root


@pytest.fixture
async def browser(tmp_path: Path, built: Path) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(_settings(tmp_path, built)))
    async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
        yield client


class TestPages:
    @pytest.mark.parametrize(
        ("path", "says", "cached"),
        [
            ("/", "the app", "no-cache"),
            ("/findings/12", "the app", "no-cache"),
            ("/docs", "the contract", "no-cache"),
            ("/docs/", "the contract", "no-cache"),
            ("/favicon.svg", "<svg/>", "no-cache"),
            ("/assets/app-1a2b.js", "script", "public, max-age=31536000, immutable"),
            ("/apiary", "the app", "no-cache"),
        ],
    )
    async def test_are_served(self, browser: httpx.AsyncClient, path: str, says: str, cached: str) -> None:
        answer = await browser.get(path)
        assert (answer.status_code, answer.text) == (200, says)
        assert answer.headers["cache-control"] == cached

    @pytest.mark.parametrize(
        "path",
        [
            "/../secret.txt",
            "/..%2fsecret.txt",
            "/%2e%2e/secret.txt",
            "/assets/../../secret.txt",
            "/assets/%2e%2e%2f%2e%2e%2fsecret.txt",
            "/..\\secret.txt",
            "//etc/passwd.txt",
            "/%2fetc%2fpasswd.txt",
            "/../dist-of-others/x.txt",
            "/assets/link.txt",
            "/assets/none.js",
            "/%00.txt",
            "/" + "a" * 5000 + ".txt",
            "/a/" + "b/" * 2000 + ".x",
        ],
    )
    async def test_lead_nowhere_else(self, browser: httpx.AsyncClient, path: str) -> None:
        answer = await browser.get(path)
        assert answer.status_code == 404
        assert "secret" not in answer.text
        assert "root:" not in answer.text

    @pytest.mark.parametrize("path", ["/%00", "/" + "a" * 5000])
    async def test_take_impossible_names(self, browser: httpx.AsyncClient, path: str) -> None:
        assert (await browser.get(path)).status_code in {200, 404}

    async def test_hide_no_404_and_no_405_of_the_api(self, browser: httpx.AsyncClient) -> None:
        for method, path, status in (
            ("GET", "/api/v1/nothing", 404),
            ("POST", "/api/v1/nothing", 404),
            ("GET", "/api/", 404),
            ("GET", "/api/v1/sessions", 405),
            ("DELETE", "/api/v1/me", 405),
            ("POST", "/", 405),
        ):
            answer = await browser.request(method, path)
            assert (answer.status_code, answer.headers["content-type"]) == (
                status,
                "application/problem+json",
            )

    async def test_are_404_where_nothing_was_built(self, tmp_path: Path) -> None:
        transport = httpx.ASGITransport(app=create_app(_settings(tmp_path, tmp_path / "none")))
        async with httpx.AsyncClient(transport=transport, base_url="http://mingze.test") as client:
            assert (await client.get("/")).status_code == 404
            assert (await client.get("/docs")).status_code == 404
            assert (await client.get("/openapi.json")).status_code == 200


class TestSecurityHeaders:
    async def test_go_with_everything(self, browser: httpx.AsyncClient) -> None:
        for path in ("/", "/assets/app-1a2b.js", "/api/v1/me", "/api/v1/nothing", "/openapi.json", "/x.txt"):
            headers = (await browser.get(path)).headers
            policy = headers["content-security-policy"]
            assert "default-src 'self'" in policy
            assert "script-src" not in policy  # so that scripts are ours only
            assert "frame-ancestors 'none'" in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["cross-origin-opener-policy"] == "same-origin"
            assert "camera=()" in headers["permissions-policy"]
            assert "strict-transport-security" not in headers

    async def test_keep_the_api_out_of_caches(self, browser: httpx.AsyncClient) -> None:
        assert (await browser.get("/api/v1/me")).headers["cache-control"] == "no-store"

    async def test_ask_for_tls_in_production(self, tmp_path: Path, built: Path) -> None:
        settings = Settings(data_dir=tmp_path / "var", web_root=built, environment="production")
        transport = httpx.ASGITransport(app=create_app(settings))
        async with httpx.AsyncClient(transport=transport, base_url="https://mingze.test") as client:
            assert "max-age" in (await client.get("/")).headers["strict-transport-security"]
