#!/bin/sh
# Sees to the browser and the Chinese font that the page tests need. Does nothing when both
# are there; installs them where apt-get may; otherwise says so, and those tests are skipped.
# With CI set a missing browser is an error: a check must not pass by skipping.
set -eu

PACKAGES="chromium fontconfig fonts-wqy-zenhei"

ready() {
    { command -v chromium || command -v google-chrome; } >/dev/null 2>&1 &&
        [ -n "$(fc-list :lang=zh 2>/dev/null)" ]
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

install() {
    command -v apt-get >/dev/null && as_root true 2>/dev/null || return 1
    echo "setup_browser: installing $PACKAGES" >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        # shellcheck disable=SC2086  # a list of words
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq -y --no-install-recommends $PACKAGES >/dev/null
}

ready || install || true
ready && exit 0

echo "setup_browser: no Chromium with a Chinese font here; the browser tests cannot run." >&2
echo "Install them, for example (Debian): apt-get install $PACKAGES" >&2
[ -z "${CI:-}" ]
