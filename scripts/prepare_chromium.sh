#!/bin/sh
# Looks for Chromium, and installs it from the system's packages where that is possible; exit code 1 when there is none.
set -u
cd "$(dirname "$0")/.."
. scripts/show_progress.sh

present() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1; }

present && exit 0
if command -v apt-get >/dev/null 2>&1; then
    root=""
    [ "$(id -u)" = 0 ] || root="sudo -n"
    if [ -z "$root" ] || $root true 2>/dev/null; then
        log=$(mktemp)
        # shellcheck disable=SC2086  # none or two words
        show "Installing Chromium: package lists" "$log" $root apt-get update -qq
        # shellcheck disable=SC2086
        show "Installing Chromium" "$log" $root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends chromium fonts-noto-core
        rm -f "$log"
    fi
fi
present
