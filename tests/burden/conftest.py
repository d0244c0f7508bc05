"""The campaign of the duties, whose units are asked for things elsewhere too."""

from tests.duties.conftest import office

__all__ = ["office"]
