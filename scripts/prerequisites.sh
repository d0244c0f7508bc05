#!/usr/bin/env bash
# Says in words what is missing before something fails for the lack of it.
set -euo pipefail

python="${1:-python3}"
missing=0
lack() { printf 'missing: %s\n' "$*" >&2; missing=1; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    lack "Python 3.11 or newer as '$python' (Debian: python3)"
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    lack "Python's venv and pip (Debian: python3-venv)"
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
    2>/dev/null || lack "Node 20.19 or newer as 'node'"
command -v npm >/dev/null || lack "npm"

exit "$missing"
