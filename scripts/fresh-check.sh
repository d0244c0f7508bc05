#!/usr/bin/env bash
# What a newcomer has: a clone, an empty home directory, no settings, no caches. Runs everything there.
set -euo pipefail

source="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
mkdir "$place/home"
git clone -q "$source" "$place/mingze"
cd "$place/mingze"
fresh() {
    env -i HOME="$place/home" PATH="$PATH" LANG=C.UTF-8 \
        ${MINGZE_TEST_DOCUMENTS:+MINGZE_TEST_DOCUMENTS="$MINGZE_TEST_DOCUMENTS"} "$@"
}

# The first command: until somebody of the demonstration can sign in.
port=8917
fresh make run PORT="$port" >run.log 2>&1 &
running=$!
until curl -sf "http://127.0.0.1:$port/api/v1/meta" >/dev/null; do
    kill -0 "$running" 2>/dev/null || { cat run.log; exit 1; }
    sleep 2
done
curl -sf -H 'Content-Type: application/json' -d '{"username":"clerk","password":"Yunzhou-2026"}' \
    "http://127.0.0.1:$port/api/v1/sessions" >/dev/null
curl -sf "http://127.0.0.1:$port/" | grep -q '<div id="root">'
kill "$running"
wait "$running" 2>/dev/null || true
echo "make run: ok"

# The second command.
fresh make test
