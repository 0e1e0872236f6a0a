#!/bin/sh
# Prints the path of uv: the one on the PATH, else one installed from the package index into .python/uv.
set -u
cd "$(dirname "$0")/.."
PATH="$PATH:${HOME:-}/.local/bin:${HOME:-}/.cargo/bin"

uv=$(command -v uv 2>/dev/null || true)
if [ -n "$uv" ] && "$uv" --version >/dev/null 2>&1; then
    printf '%s\n' "$uv"
    exit 0
fi
uv="$PWD/.python/uv/bin/uv"
for name in .venv/bin/python python3 python; do
    [ -x "$uv" ] && break
    "$name" -c '' 2>/dev/null || continue
    echo "Fetching uv" >&2
    "$name" -m venv .python/uv >/dev/null 2>&1 &&
        .python/uv/bin/python -m pip install --quiet --disable-pip-version-check --retries 1 uv >/dev/null 2>&1
done
[ -x "$uv" ] && printf '%s\n' "$uv"
