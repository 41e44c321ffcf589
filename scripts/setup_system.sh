#!/bin/sh
# Sees to what the tests need of the system: a browser with a Chinese font for the pages, and
# the Virtuoso server for remote queries. Does nothing when all is there; installs what is
# missing where apt-get may; otherwise says so, and those tests are skipped. With CI set a
# missing part is an error: a check must not pass by skipping.
set -eu

missing() {
    command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 ||
        echo chromium
    [ -n "$(fc-list :lang=zh 2>/dev/null)" ] || echo fontconfig fonts-wqy-zenhei
    command -v virtuoso-t >/dev/null 2>&1 || echo virtuoso-opensource-7-bin
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

install() {
    command -v apt-get >/dev/null && as_root true 2>/dev/null || return 1
    echo "setup_system: installing" "$@" >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

# shellcheck disable=SC2046,SC2086  # lists of words
[ -z "$(missing)" ] || install $(missing) || true
left=$(missing | tr '\n' ' ')
[ -z "$left" ] && exit 0

echo "setup_system: not here, so the tests that need them cannot run: $left" >&2
echo "Install them, for example (Debian): apt-get install $left" >&2
[ -z "${CI:-}" ]
