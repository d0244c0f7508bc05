#!/usr/bin/env bash
# What a newcomer has: a clone, an empty home directory, no settings, no caches. Runs everything there.
set -euo pipefail

source="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
mkdir "$place/home"
git clone -q "$source" "$place/mingze"
cd "$place/mingze"
env -i HOME="$place/home" PATH="$PATH" LANG=C.UTF-8 \
    ${MINGZE_TEST_DOCUMENTS:+MINGZE_TEST_DOCUMENTS="$MINGZE_TEST_DOCUMENTS"} make test
