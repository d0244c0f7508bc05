"""Every table of the house, for migrations: importing this registers them all on `Base.metadata`."""

from mingze.acceptances import models as acceptances
from mingze.access import models as access
from mingze.accounts import models as accounts
from mingze.attachments import models as attachments
from mingze.burden import models as burden
from mingze.campaigns import models as campaigns
from mingze.commitments import models as commitments
from mingze.complaints import models as complaints
from mingze.duties import models as duties
from mingze.findings import models as findings
from mingze.findings import publication_models as publication
from mingze.hotline import models as hotline
from mingze.imports import models as imports
from mingze.kit import events, idempotency, jobs
from mingze.likeness import models as likeness
from mingze.notices import models as notices
from mingze.outcomes import models as outcomes
from mingze.receptions import models as receptions
from mingze.statistics import models as statistics
from mingze.suggestions import models as suggestions
from mingze.templates import models as templates
from mingze.timelimits import models as timelimits
from mingze.units import models as units

__all__ = [
    "acceptances", "access", "accounts", "attachments", "burden", "campaigns", "commitments", "complaints", "duties", "events", "findings", "hotline", "idempotency", "imports", "jobs", "likeness", "notices", "outcomes", "publication", "receptions", "statistics", "suggestions", "templates", "timelimits", "units",
]  # fmt: skip
