"""Mail: handed to a real server on the loopback, encrypted and signed in; waiting, refused, never lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mingze.kit.worker import Later, Refused
from mingze.notices.mail import Mailer, Server, message
from mingze.notices.rules import NoticeKind, is_address, mail_of_notices
from tests.support.smtp import PASSWORD, USER, Mailbox, make_certificate, smtp_server

SENDER = "mingze@mingze.test"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A server that takes whatever comes."""
    with smtp_server(Mailbox()) as box:
        yield box


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("mail"))


@pytest.fixture
def secured(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A server that wants encryption and a password, and whose certificate the system trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with smtp_server(Mailbox(), certificate) as box:
        yield box


def plain(box: Mailbox) -> Mailer:
    return Mailer(f"smtp://127.0.0.1:{box.port}?starttls=no", SENDER)


async def send(mailer: Mailer, to: str = "zhang@mingze.test") -> None:
    await mailer.send(message(SENDER, to, "【明责】您有 1 条新提醒", "您好\n", "notices-1"))


class TestServer:
    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("smtp://mail.cn", ("mail.cn", 587, None, None, False, True)),
            ("smtp://u%40x:p%2Fw@mail.cn:25?starttls=no", ("mail.cn", 25, "u@x", "p/w", False, False)),
            ("smtps://u:p@mail.cn", ("mail.cn", 465, "u", "p", True, False)),
        ],
    )
    def test_is_read_from_its_url(self, url: str, expected: tuple[object, ...]) -> None:
        server = Server.of(url)
        assert (
            server.host, server.port, server.user, server.password, server.implicit_tls, server.starttls
        ) == expected  # fmt: skip

    @pytest.mark.parametrize(
        "url",
        [
            "http://mail.cn",
            "smtp://",
            "smtp://mail.cn/x",
            "smtp://mail.cn?starttls=maybe",
            "smtp://mail.cn?tls=1",
        ],
    )
    def test_refuses_what_is_none(self, url: str) -> None:
        with pytest.raises(ValueError, match="smtp"):
            Server.of(url)


class TestAddress:
    @pytest.mark.parametrize("text", ["a@b", "zhang.lan@example.cn", "o'neil+x@mail.example.com"])
    def test_is_taken(self, text: str) -> None:
        assert is_address(text)

    @pytest.mark.parametrize(
        "text",
        [
            "", "a", "@b.cn", "a@", "a@b..cn", ".a@b.cn", "a b@c.cn", "a@b.cn\r\nBcc: x@y.cn", "a@b.cn\n", "a@b.cn,c@d.cn",
            "<a@b.cn>", '"a b"@c.cn', "张@b.cn", "a@-b.cn", f"{'a' * 65}@b.cn", f"a@{'b' * 254}.cn", "a@b.cn\0",
        ],
    )  # fmt: skip
    def test_is_refused(self, text: str) -> None:
        assert not is_address(text)


class TestMessage:
    def test_has_the_headers_of_a_machine_and_one_identity(self) -> None:
        mail = message(SENDER, "a@b.cn", "主题", "正文", "notices-7")
        assert mail["Message-ID"] == "<notices-7@mingze.test>"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["From"].addresses[0].display_name == "明责"

    def test_takes_no_header_from_what_it_is_given(self) -> None:
        with pytest.raises(Refused):
            message(SENDER, "a@b.cn\r\nBcc: x@y.cn", "主题", "正文", "1")
        with pytest.raises(ValueError, match="linefeed"):
            message(SENDER, "a@b.cn", "主题\r\nBcc: x@y.cn", "正文", "1")

    def test_of_notices_tells_kinds_and_numbers_only(self) -> None:
        kinds = [NoticeKind.HANDED_OUT, NoticeKind.OVERDUE, NoticeKind.HANDED_OUT]
        subject, text = mail_of_notices(kinds, "https://mingze.example.cn/inbox")
        assert subject == "【明责】您有 3 条新提醒"
        assert text.splitlines()[:5] == [
            "您在明责平台有 3 条新提醒:", "", "  交办 2 条", "  逾期 1 条", "",
        ]  # fmt: skip
        assert "https://mingze.example.cn/inbox" in text


class TestMailer:
    async def test_hands_in_what_it_is_given(self, mailbox: Mailbox) -> None:
        await send(plain(mailbox))
        (mail,) = mailbox.mails
        assert mailbox.to == ["zhang@mingze.test"]
        assert (mail["Subject"], mail.get_content().split()) == ("【明责】您有 1 条新提醒", ["您好"])

    async def test_encrypts_and_signs_in(self, secured: Mailbox) -> None:
        await send(
            Mailer(
                f"smtp://{USER}:{PASSWORD.replace('/', '%2F').replace('@', '%40')}@127.0.0.1:{secured.port}",
                SENDER,
            )
        )
        assert secured.encrypted == [True]

    async def test_waits_where_it_is_not_let_in(self, secured: Mailbox) -> None:
        with pytest.raises(Later, match="does not let us in"):
            await send(Mailer(f"smtp://{USER}:wrong@127.0.0.1:{secured.port}", SENDER))
        assert secured.mails == []

    async def test_never_sends_in_clear_what_was_to_be_encrypted(self, mailbox: Mailbox) -> None:
        with pytest.raises(Later, match="SMTPNotSupportedError"):
            await send(Mailer(f"smtp://127.0.0.1:{mailbox.port}", SENDER))
        assert mailbox.mails == []

    async def test_trusts_no_unknown_certificate(self, certificate: tuple[Path, Path]) -> None:
        with smtp_server(Mailbox(), certificate) as box:
            with pytest.raises(Later, match="SSLCertVerificationError"):
                await send(Mailer(f"smtp://{USER}:x@127.0.0.1:{box.port}", SENDER))
            assert box.mails == []

    @pytest.mark.parametrize(
        ("said", "kind"), [("450 4.2.1 try again", Later), ("550 5.1.1 no such user", Refused)]
    )
    async def test_tells_later_from_never(self, mailbox: Mailbox, said: str, kind: type[Exception]) -> None:
        mailer = plain(mailbox)
        mailbox.refusals.append(said)
        with pytest.raises(kind, match=said[:3]):
            await send(mailer)
        mailbox.refuse_content.append(said)
        with pytest.raises(kind, match=said[:3]):
            await send(mailer)
        await send(mailer)
        assert len(mailbox.mails) == 1

    async def test_does_not_knock_for_each_mail_at_a_server_that_is_down(self) -> None:
        with smtp_server(Mailbox()) as box:
            mailer = plain(box)
        with pytest.raises(Later, match="ConnectionRefusedError"):
            await send(mailer)
        with smtp_server(Mailbox(), port=box.port) as back:
            with pytest.raises(Later, match="a moment ago"):
                await send(mailer)
            assert back.mails == []
