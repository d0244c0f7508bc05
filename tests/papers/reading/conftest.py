"""The published documents are read where MINGZE_TEST_DOCUMENTS says they lie; otherwise only the twins are."""

import os

collect_ignore = (
    []
    if os.environ.get("MINGZE_TEST_DOCUMENTS")
    else [
        "test_published_documents.py",
        "test_published_plans.py",
        "test_published_figures.py",
    ]
)
