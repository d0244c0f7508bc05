"""Handing a mail to the SMTP server of the house: short plain text, one addressee, one connection."""

import asyncio
import smtplib
import ssl
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from time import monotonic
from urllib.parse import parse_qs, unquote, urlsplit

from mingze.kit import clock
from mingze.kit.worker import Later, Refused
from mingze.notices.rules import is_address

_SECONDS = 15
#: After the server could not be reached, the other mails do not each wait for it in vain.
_PAUSE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in: `smtp://user:password@host:587?starttls=required|no`, or `smtps://…`."""

    host: str
    port: int
    user: str | None
    password: str | None
    implicit_tls: bool
    starttls: bool

    @classmethod
    def of(cls, url: str) -> "Server":
        """ValueError where the URL is none of these."""
        parts = urlsplit(url)
        asked = parse_qs(parts.query, strict_parsing=True) if parts.query else {}
        starttls = asked.pop("starttls", ["required"])[-1]
        implicit = parts.scheme == "smtps"
        if (
            parts.scheme not in ("smtp", "smtps")
            or not parts.hostname
            or parts.path.strip("/")
            or asked
            or starttls not in ("required", "no")
        ):
            raise ValueError("须为 smtp://用户:密码@主机:端口?starttls=required|no 或 smtps://…")
        return cls(
            parts.hostname,
            parts.port or (465 if implicit else 587),
            unquote(parts.username) if parts.username else None,
            unquote(parts.password) if parts.password else None,
            implicit,
            starttls == "required" and not implicit,
        )

    @property
    def is_secret(self) -> bool:
        """Whether what is sent cannot be read on the way."""
        return self.implicit_tls or self.starttls


def message(sender: str, to: str, subject: str, text: str, identity: str) -> EmailMessage:
    """A mail. The same `identity` gives the same Message-ID, so that one sent twice can be known as one.

    Raises Refused for what is no address; the library refuses breaks of lines in every header.
    """
    if not is_address(to):
        raise Refused("not an address")
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address("明责", addr_spec=sender)
    mail["To"] = Address(addr_spec=to)
    mail["Subject"] = subject
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{identity}@{sender.rpartition('@')[2]}>"
    # No answering machine answers, and no mailbox counts this as a letter.
    mail["Auto-Submitted"] = "auto-generated"
    mail["Precedence"] = "bulk"
    mail.set_content(text, cte="base64")
    return mail


class Mailer:
    """Sends through one server. Where it cannot be reached or says “later”, the mail waits (`Later`); what it
    refuses for good is `Refused`. What is wrong between us and the server itself is never the mail's fault."""

    def __init__(self, url: str, sender: str) -> None:
        self._server = Server.of(url)
        self.sender = sender
        self._resting_until = 0.0

    async def send(self, mail: EmailMessage) -> None:
        if monotonic() < self._resting_until:
            raise Later("the mail server could not be reached a moment ago")
        try:
            await asyncio.to_thread(self._hand_in, mail)
        except smtplib.SMTPRecipientsRefused as exc:
            code, said = next(iter(exc.recipients.values()))
            raise _refusal(code, said) from exc
        except smtplib.SMTPAuthenticationError as exc:
            raise self._rest(f"the mail server does not let us in ({exc.smtp_code})") from exc
        except smtplib.SMTPSenderRefused as exc:
            raise _refusal(exc.smtp_code, exc.smtp_error) from exc
        except smtplib.SMTPDataError as exc:
            raise _refusal(exc.smtp_code, exc.smtp_error) from exc
        except (smtplib.SMTPException, OSError) as exc:
            raise self._rest(f"the mail server cannot be used: {type(exc).__name__}") from exc

    def _rest(self, why: str) -> Later:
        self._resting_until = monotonic() + _PAUSE_SECONDS
        return Later(why)

    def _hand_in(self, mail: EmailMessage) -> None:
        server = self._server
        tls = ssl.create_default_context()
        opened: smtplib.SMTP = (
            smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=tls)
            if server.implicit_tls
            else smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
        )
        with opened as smtp:
            if server.starttls:
                smtp.starttls(context=tls)
            if server.user is not None:
                smtp.login(server.user, server.password or "")
            smtp.send_message(mail)


def _refusal(code: int, said: bytes | str) -> Later | Refused:
    """4xx: try again; 5xx: never. The answer is kept for whoever looks after it; addresses may stand in it."""
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return (Refused if code >= 500 else Later)(f"{code} {words[:200]}")
