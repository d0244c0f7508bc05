"""Self-written documents in the shapes real ones have: the tests and the demonstration read them.

Every place, organ and figure in them is invented.
"""

from importlib.resources import files

REPORT = "rectification_report.txt"
PLAN = "campaign_plan.txt"
ANNUAL_REPORT = "annual_report.txt"


def sample(name: str) -> bytes:
    return files(__name__).joinpath(name).read_bytes()
