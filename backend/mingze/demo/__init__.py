"""The demonstration region: an invented city with a year of work behind it."""

from mingze.demo.filling import accounts_said, fill

__all__ = ["accounts_said", "fill"]
