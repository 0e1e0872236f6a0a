#!/bin/sh
# make run: the demonstration on this machine, at http://localhost:PORT/.
set -u
cd "$(dirname "$0")/.."
port=${1:-8000}

case $port in
'' | *[!0-9]*)
    echo "$port is not a port; choose a number, as in: make run PORT=8123" >&2
    exit 1
    ;;
esac
sh scripts/prepare_venv.sh base || exit 1
PLENARY_DEMONSTRATION=1 PLENARY_URL="http://localhost:$port"
export PLENARY_DEMONSTRATION PLENARY_URL
exec .venv/bin/python -m plenary serve --port "$port"
