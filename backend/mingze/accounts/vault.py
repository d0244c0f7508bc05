"""Small secrets of people, kept encrypted with a key that does not lie in the database, and codes to copy by hand."""

import hashlib
import hmac
import os
import secrets
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_ALGORITHM = "A256GCM"
_PURPOSE = "second factor"
#: Without the letters that are misread.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class Vault:
    """Encrypts secrets with a key that does not lie in the database."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)
        self._mac_key = hmac.digest(key, b"recovery codes", "sha256")

    def seal(self, secret: str, account_id: int, purpose: str = _PURPOSE) -> str:
        nonce = os.urandom(12)
        sealed = nonce + self._cipher.encrypt(nonce, secret.encode(), self._bound_to(account_id, purpose))
        return f"{_ALGORITHM}:{b64encode(sealed).decode()}"

    def open(self, sealed: str, account_id: int, purpose: str = _PURPOSE) -> str:
        """The secret. ValueError where it was sealed with another key, for another account or purpose."""
        algorithm, _, text = sealed.partition(":")
        if algorithm != _ALGORITHM:
            raise ValueError(f"unknown algorithm {algorithm}")
        data = b64decode(text)
        try:
            return self._cipher.decrypt(data[:12], data[12:], self._bound_to(account_id, purpose)).decode()
        except InvalidTag as exc:
            raise ValueError("the secret cannot be opened: is this the right key?") from exc

    def hash(self, code: str, account_id: int) -> str:
        """The keyed hash a recovery code is kept as."""
        return hmac.new(self._mac_key, f"{account_id}:{plain(code)}".encode(), hashlib.sha256).hexdigest()

    @staticmethod
    def _bound_to(account_id: int, purpose: str) -> bytes:
        return f"{purpose} of account {account_id}".encode()


def new_code() -> str:
    """Sixty random bits, in groups that can be copied by hand."""
    text = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return "-".join(text[at : at + 4] for at in range(0, 12, 4))


def plain(code: str) -> str:
    """The code without what people put between its groups."""
    return "".join(code.split()).replace("-", "").lower()
