#!/bin/sh
# Looks for Chromium, and installs it from the system's packages where that is possible; exit code 1 when there is none.
set -u
cd "$(dirname "$0")/.."
. scripts/install_packages.sh

present() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1; }

present || install_packages Chromium chromium fonts-noto-core
present
