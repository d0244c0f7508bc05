"""Telling people of campaigns."""


def register() -> None:
    """Listen from now on."""
