#!/usr/bin/env bash
# The committed contract, its kinds of problem and the SPA's types, made from the code.
#
#   scripts/contract.sh write     write them anew
#   scripts/contract.sh check     fail where the committed files differ from what the code gives
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

.venv/bin/python scripts/export_contract.py "$scratch"
(cd frontend && npx --no-install openapi-typescript "$scratch/openapi.json" -o "$scratch/schema.d.ts" >/dev/null)

case "${1:-check}" in
write)
    mkdir -p openapi frontend/src/api
    cp "$scratch/openapi.json" "$scratch/problems.json" openapi/
    cp "$scratch/schema.d.ts" frontend/src/api/schema.d.ts
    ;;
check)
    status=0
    for file in openapi.json problems.json; do
        diff -u --label "openapi/$file" "openapi/$file" --label "from the code" "$scratch/$file" || status=1
    done
    diff -u --label frontend/src/api/schema.d.ts frontend/src/api/schema.d.ts --label "from the code" \
        "$scratch/schema.d.ts" || status=1
    [ "$status" = 0 ] || echo "The contract has changed: run 'make contract' and commit the result." >&2
    exit "$status"
    ;;
*)
    echo "say write or check" >&2
    exit 2
    ;;
esac
