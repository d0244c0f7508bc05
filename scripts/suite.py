"""Runs the whole suite, or the quick one, step by step, and ends with what each said and one line of counts.

Every step is a target of the Makefile, so that it can be run alone. A step that fails does not stop the
others: one run says everything that is wrong.
"""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "var" / "test"


@dataclass
class Step:
    target: str
    variables: dict[str, str] = field(default_factory=dict)
    report: str | None = None
    seconds: float = 0
    status: int = 0
    passed: int = 0
    failed: int = 0
    summary: str = ""

    def run(self) -> None:
        print(f"\n=== make {self.target}", flush=True)
        log = RESULTS / f"{self.target}.log"
        started = time.monotonic()
        command = ["make", "--no-print-directory", self.target]
        with log.open("w") as kept:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, "NO_COLOR": "1", **self.variables},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
            )
            assert process.stdout is not None  # noqa: S101  (asked for just above)
            for line in process.stdout:
                print(line, end="", flush=True)
                kept.write(line)
                if re.search(r"\b\d+ (passed|failed|errors?)\b", line):
                    self.summary = line.strip()
            self.status = process.wait()
        self.seconds = time.monotonic() - started
        self._count()

    def _count(self) -> None:
        if self.report is None:
            self.passed, self.failed = (0, 1) if self.status else (1, 0)
            return
        self.passed, self.failed = _read_report(RESULTS / self.report)
        # A runner that breaks off may leave a report without a failure, or none at all.
        if self.passed + self.failed == 0 or (self.status and not self.failed):
            self.failed += 1
            self.status = self.status or 1


def _read_report(path: Path) -> tuple[int, int]:
    """Passed and failed, of a JUnit file or of Playwright's JSON; nothing where there is none."""
    if not path.exists():
        return 0, 0
    if path.suffix == ".json":
        stats = json.loads(path.read_text())["stats"]
        return stats["expected"], stats["unexpected"] + stats["flaky"] + stats["skipped"]
    suites = ElementTree.parse(path).getroot().iter("testsuite")  # noqa: S314  (written by our own runner)
    total = failed = 0
    for suite in suites:
        total += int(suite.get("tests", 0))
        failed += sum(int(suite.get(kind, 0)) for kind in ("failures", "errors", "skipped"))
    return total - failed, failed


def _steps(which: str) -> list[Step]:
    backend = Step("test-backend", report="backend.xml")
    backend.variables["PYTEST"] = f"--junit-xml={RESULTS / 'backend.xml'}"
    vitest = f"--reporter=default --reporter=junit --outputFile.junit={RESULTS / 'frontend.xml'}"
    frontend = Step("test-frontend", {"VITEST": vitest}, report="frontend.xml")
    steps = [Step("lint"), Step("types"), Step("imports"), Step("contract-check"), frontend]
    if which == "quick":
        backend.variables["PYTEST"] += " -m 'not slow'"
        return [*steps, backend]
    browser = Step("e2e", {"PLAYWRIGHT_JSON_OUTPUT_NAME": str(RESULTS / "e2e.json")}, report="e2e.json")
    return [*steps, Step("build"), browser, backend]


def main() -> int:
    RESULTS.mkdir(parents=True, exist_ok=True)
    for old in RESULTS.iterdir():
        old.unlink()
    steps = _steps(sys.argv[1] if len(sys.argv) > 1 else "full")
    for step in steps:
        step.run()

    print("\n=== what each step said")
    for step in steps:
        word = "FAILED" if step.status else "ok"
        print(f"{word:7}{step.target:16}{step.seconds:6.0f} s {step.passed:6} passed {step.failed:4} failed")
    for step in steps:
        if step.summary:
            print(f"{step.target}: {step.summary}")
    if not os.environ.get("MINGZE_TEST_DOCUMENTS"):
        print(
            "MINGZE_TEST_DOCUMENTS is not set: of the published documents only self-written twins were read."
        )
    failed = sum(step.failed for step in steps)
    print(f"{sum(step.passed for step in steps)} passed, {failed} failed", flush=True)
    return 1 if failed or any(step.status for step in steps) else 0


if __name__ == "__main__":
    sys.exit(main())
