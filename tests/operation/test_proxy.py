"""The service in production behind the very nginx configuration of the image, over TLS, on this machine.

The commands and settings are those of the compose file; only paths, ports and names are ours.
"""

import datetime
import json
import os
import pwd
import secrets
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mingze.settings import Settings
from tests.support.compose import COMPOSE, DOCKER, ROOT, environment_of
from tests.support.engines import Databases
from tests.support.pictures import JPEG
from tests.support.process import free_port, wait_for
from tests.support.region import PASSWORD
from tests.support.scene import Scene, fill, scene_settings

pytestmark = pytest.mark.slow

_PROGRAMS = Path(sys.executable).parent
_LIMIT = Settings.model_fields["upload_max_bytes"].default
_NAME = "localhost"


@dataclass(frozen=True)
class Proxied:
    https: str
    http: str
    context: ssl.SSLContext
    scene: Scene
    service: str
    metrics_token: str

    def client(self, address: str = "127.0.0.1") -> httpx.Client:
        """A browser at `address`, with its own cookies."""
        transport = httpx.HTTPTransport(verify=self.context, local_address=address)
        return httpx.Client(base_url=self.https, transport=transport, timeout=60)

    @contextmanager
    def signed_in(self, who: str) -> Iterator[httpx.Client]:
        with self.client() as client:
            answer = client.post("/api/v1/sessions", json={"username": who, "password": PASSWORD})
            assert answer.status_code == 201, answer.text
            client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
            yield client


def _certificate(place: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _NAME)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=5))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(_NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (place / "tls_certificate").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (place / "tls_key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def _pages(root: Path) -> None:
    """A built SPA in small, compressed as the image does it."""
    for name, content in {
        "index.html": "<!doctype html><div id=root></div>" + " " * 3000,
        "assets/app-1a2b.js": "console.log('明责');" * 500,
        "docs/index.html": "the contract",
        "favicon.svg": "<svg/>",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    subprocess.run(["node", DOCKER / "nginx" / "compress.mjs", root], check=True)


def _as_nobody() -> list[str]:
    """Nginx runs without root, as in its image, where we may choose."""
    if os.getuid() != 0:
        return []
    nobody = pwd.getpwnam("nobody")
    return ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups", "--"]


@pytest.fixture(scope="module")
def proxied() -> Iterator[Proxied]:
    databases = Databases("postgresql")
    url, said = databases.copy("scene", fill)
    place = Path(tempfile.mkdtemp(prefix="mingze-proxy-"))
    try:
        yield from _proxied(place, url, Scene(**json.loads(said)))
    finally:
        databases.drop(url)
        shutil.rmtree(place, ignore_errors=True)


def _proxied(place: Path, url: str, scene: Scene) -> Iterator[Proxied]:
    token = _furnish(place, url)
    backend, https, http = free_port(), free_port(), free_port()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MINGZE_")}
    service = {
        **inherited,
        "PATH": f"{_PROGRAMS}:{inherited['PATH']}",
        **environment_of("backend", place / "secrets", _NAME),
        "MINGZE_DATA_DIR": str(scene_settings(url, place / "var").data_dir),
        "MINGZE_HOST": "127.0.0.1",
        "MINGZE_PORT": str(backend),
        "MINGZE_TRUSTED_PROXIES": "127.0.0.1",
    }
    proxy = {
        **inherited,
        "PATH": f"{_nginx().parent}:{inherited['PATH']}",
        **environment_of("frontend", place / "secrets", _NAME),
        "MINGZE_UPSTREAM": f"127.0.0.1:{backend}",
        "MINGZE_HTTPS_PORT": str(https),
        "MINGZE_HTTP_PORT": str(http),
        "MINGZE_WEB_ROOT": str(place / "pages"),
        "MINGZE_NGINX_DIR": str(place / "nginx"),
        "MINGZE_NGINX_TEMPLATE": str(DOCKER / "nginx" / "nginx.conf.template"),
        "MINGZE_NGINX_HEADERS": str(DOCKER / "nginx" / "headers.conf"),
    }
    services = COMPOSE["services"]
    subprocess.run(services["migrate"]["command"], env=service, check=True)
    starting = [*_as_nobody(), "sh", str(DOCKER / "nginx" / "start.sh")]
    with (
        _process(services["backend"]["command"], service, place / "log") as serving,
        _process(starting, proxy, place / "nginx.log") as proxying,
    ):
        wait_for(f"http://127.0.0.1:{backend}/readyz", serving, place / "log")
        wait_for(f"http://127.0.0.1:{http}/nginx-health", proxying, place / "nginx.log")
        context = ssl.create_default_context(cafile=str(place / "secrets" / "tls_certificate"))
        yield Proxied(
            f"https://{_NAME}:{https}",
            f"http://{_NAME}:{http}",
            context,
            scene,
            f"http://127.0.0.1:{backend}",
            token,
        )


def _furnish(place: Path, url: str) -> str:
    """What the containers are handed: secrets as files, a certificate, pages; the token of the figures."""
    place.chmod(0o755)
    handed = place / "secrets"
    handed.mkdir()
    token = secrets.token_urlsafe(32)
    for name, value in {
        "database_url": url,
        "token_secret": secrets.token_urlsafe(48),
        "second_factor_key": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        "metrics_token": token,
    }.items():
        (handed / name).write_text(f"{value}\n")
    _certificate(handed)
    _pages(place / "pages")
    (place / "nginx").mkdir()
    (place / "nginx.log").touch()
    if os.getuid() == 0:
        for handed_over in (handed / "tls_key", place / "nginx", place / "nginx.log"):
            shutil.chown(handed_over, "nobody")
    (handed / "tls_key").chmod(0o400)
    return token


@contextmanager
def _process(
    command: list[str], environment: dict[str, str], log: Path
) -> "Iterator[subprocess.Popen[bytes]]":
    with log.open("ab") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd="/")
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)


def _nginx() -> Path:
    found = subprocess.run(
        [ROOT / "scripts" / "need.sh", "nginx"], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
    return Path(found.stdout.strip())


class TestSession:
    def test_signs_in_and_goes_on_by_a_cookie_that_only_tls_carries(self, proxied: Proxied) -> None:
        with proxied.client() as client:
            answer = client.post("/api/v1/sessions", json={"username": "clerk", "password": PASSWORD})
            assert answer.status_code == 201, answer.text
            cookie = answer.headers["set-cookie"].lower()
            for word in ("secure", "httponly", "samesite=strict", "path=/api/v1/sessions/refresh"):
                assert word in cookie
            refreshed = client.post("/api/v1/sessions/refresh", headers={"Origin": proxied.https})
            assert refreshed.status_code == 200, refreshed.text
            token = refreshed.json()["access_token"]
            assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 200
            elsewhere = client.post("/api/v1/sessions/refresh", headers={"Origin": "https://evil.example"})
            assert elsewhere.status_code == 403

    def test_knows_the_address_of_whoever_asks_whatever_they_claim(self, proxied: Proxied) -> None:
        claims = {"X-Forwarded-For": "9.9.9.9", "X-Real-IP": "9.9.9.9", "Forwarded": "for=9.9.9.9"}
        with proxied.client("127.0.0.2") as client:
            body = {"username": "liaison", "password": PASSWORD}
            answer = client.post("/api/v1/sessions", json=body, headers=claims)
            token = answer.json()["access_token"]
            sessions = client.get(
                "/api/v1/me/sessions", headers={"Authorization": f"Bearer {token}", **claims}
            )
        assert [item["source"] for item in sessions.json()["items"] if item["current"]] == ["127.0.0.2"]


class TestFiles:
    def _upload(self, proxied: Proxied, size: int) -> httpx.Response:
        with proxied.signed_in("hospital_liaison") as client:
            return client.post(
                "/api/v1/attachments",
                data={
                    "owner_type": "rectification_item",
                    "owner_id": str(proxied.scene.ids["rectifying_item"]),
                },
                files={"file": ("现场.jpg", JPEG + bytes(size - len(JPEG)))},
            )

    def test_are_taken_up_to_the_limit_and_given_in_parts(self, proxied: Proxied) -> None:
        answer = self._upload(proxied, _LIMIT)
        assert answer.status_code == 201, answer.text
        path = f"/api/v1/attachments/{answer.json()['id']}/content"
        with proxied.signed_in("hospital_liaison") as client:
            part = client.get(path, headers={"Range": "bytes=0-9"})
            assert (part.status_code, part.content) == (206, JPEG[:10])
            assert part.headers["content-range"] == f"bytes 0-9/{_LIMIT}"
            whole = client.get(path)
            assert (len(whole.content), whole.headers["content-length"]) == (_LIMIT, str(_LIMIT))

    def test_are_refused_over_the_limit_by_the_service(self, proxied: Proxied) -> None:
        answer = self._upload(proxied, _LIMIT + 1)
        assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")

    def test_are_refused_far_over_the_limit_by_the_proxy_in_the_same_form(self, proxied: Proxied) -> None:
        status, media_type, said = self._announce(proxied, "/api/v1/attachments", 50_000_000)
        assert (status, json.loads(said)["type"]) == (413, "/problems/too-large")
        assert media_type.startswith("application/problem+json")

    def test_are_refused_on_the_portal_by_a_page(self, proxied: Proxied) -> None:
        status, media_type, said = self._announce(proxied, "/portal/follow/files", 50_000_000)
        assert (status, media_type) == (413, "text/html; charset=utf-8")
        assert "大小限制" in said.decode()

    def _announce(self, proxied: Proxied, path: str, length: int) -> tuple[int, str, bytes]:
        """What is answered to a body of that length, before it is sent."""
        port = int(proxied.https.rsplit(":", 1)[1])
        connection = HTTPSConnection(_NAME, port, context=proxied.context, timeout=60)
        connection.putrequest("POST", path)
        connection.putheader("Content-Type", "multipart/form-data; boundary=x")
        connection.putheader("Content-Length", str(length))
        connection.endheaders()
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        return answer.status, answer.headers["content-type"], said


class TestHeaders:
    @pytest.mark.parametrize(
        "path",
        ["/", "/findings/12", "/assets/app-1a2b.js", "/api/v1/meta", "/api/v1/me", "/none.js", "/metrics"],
    )
    def test_are_sent_once(self, proxied: Proxied, path: str) -> None:
        with proxied.client() as client:
            headers = client.get(path).headers
        for name in (
            "strict-transport-security",
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "permissions-policy",
        ):
            assert len(headers.get_list(name)) == 1, name
        assert "script-src" not in headers["content-security-policy"]
        assert headers["server"] == "nginx"
        assert "access-control-allow-origin" not in headers

    def test_carry_the_id_of_the_request(self, proxied: Proxied) -> None:
        with proxied.client() as client:
            said = client.get("/api/v1/meta", headers={"X-Request-Id": "theirs-12345678"}).headers
        assert len(said.get_list("x-request-id")) == 1
        assert said["x-request-id"] != "theirs-12345678"


class TestPages:
    def test_are_served_compressed_and_with_the_right_age(self, proxied: Proxied) -> None:
        with proxied.client() as client:
            page = client.get("/findings/12", headers={"Accept-Encoding": "gzip"})
            piece = client.get("/assets/app-1a2b.js", headers={"Accept-Encoding": "gzip"})
            assert client.get("/docs/").text == "the contract"
            assert client.get("/assets/none.js").status_code == 404
            assert client.post("/").status_code == 405
        assert (page.status_code, page.headers["cache-control"]) == (200, "no-cache")
        assert "id=root" in page.text
        assert piece.headers["content-encoding"] == "gzip"
        assert "immutable" in piece.headers["cache-control"]


class TestBoundary:
    def test_shows_nothing_of_the_inside(self, proxied: Proxied) -> None:
        with proxied.client() as client:
            for path in ("/metrics", "/readyz", "/healthz"):
                assert client.get(path).status_code == 404
                answer = client.get(path, headers={"Authorization": f"Bearer {proxied.metrics_token}"})
                assert answer.status_code == 404
        inside = {"Authorization": f"Bearer {proxied.metrics_token}"}
        assert httpx.get(f"{proxied.service}/metrics").status_code == 404
        figures = httpx.get(f"{proxied.service}/metrics", headers=inside)
        assert "mingze_requests_total" in figures.text

    def test_hands_the_public_portal_on_with_its_own_headers(self, proxied: Proxied) -> None:
        with proxied.client() as client:
            answer = client.get("/portal")
            assert answer.status_code == 200
            assert answer.headers.get_list("content-security-policy")[0].startswith("default-src 'none'")
            assert len(answer.headers.get_list("content-security-policy")) == 1
            style = answer.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
            assert client.get(style).headers["content-type"].startswith("text/css")

    def test_leads_to_tls(self, proxied: Proxied) -> None:
        answer = httpx.get(f"{proxied.http}/findings?q=1")
        assert answer.status_code == 301
        assert answer.headers["location"] == f"https://{_NAME}/findings?q=1"

    def test_answers_to_its_own_name_only(self, proxied: Proxied) -> None:
        port = int(proxied.https.rsplit(":", 1)[1])
        with (
            socket.create_connection(("127.0.0.1", port)) as plain,
            pytest.raises(ssl.SSLError),
            proxied.context.wrap_socket(plain, server_hostname="other.example"),
        ):
            pytest.fail("it shook hands")

    def test_speaks_no_old_tls(self, proxied: Proxied) -> None:
        port = int(proxied.https.rsplit(":", 1)[1])
        with (
            socket.create_connection(("127.0.0.1", port)) as plain,
            proxied.context.wrap_socket(plain, server_hostname=_NAME) as sealed,
        ):
            assert sealed.version() in {"TLSv1.2", "TLSv1.3"}
        text = (DOCKER / "nginx" / "nginx.conf.template").read_text()
        assert "ssl_protocols TLSv1.2 TLSv1.3;" in text
