#!/bin/sh
# Looks for PostgreSQL's programs, and installs them from the system's packages where that is possible; exit code 1 when
# there are none. The tests start a server of their own, and use none that the system keeps.
set -u
cd "$(dirname "$0")/.."
. scripts/install_packages.sh

present() { ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1; }

present || install_packages PostgreSQL postgresql
present
