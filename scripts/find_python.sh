#!/bin/sh
# Prints the path of a Python that fits (3.12 or later, with venv, pip, SQLite and TLS), or says in one sentence why not.
# Each candidate is executed: a shim or a link on the PATH may point to a version that is not installed.
set -u
cd "$(dirname "$0")/.."

wanted=$(cat .python-version 2>/dev/null || echo 3.13)
test_of_fitness='
import sys
if sys.version_info < (3, 12): sys.exit(1)
import ensurepip, sqlite3, ssl, venv
if sqlite3.sqlite_version_info < (3, 37): sys.exit(1)
print(sys.executable)
'

print_if_fit() {
    found=$("$1" -c "$test_of_fitness" 2>/dev/null </dev/null) || return 1
    [ -x "$found" ] && printf '%s\n' "$found" && exit 0
}

for name in "${PYTHON:-}" "${PYENV_ROOT:-${HOME:-}/.pyenv}/versions/$wanted"*/bin/python "python$wanted" \
    python3.14 python3.13 python3.12 python3 python "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.1[2-9]*/bin/python; do
    [ -n "$name" ] && print_if_fit "$name"
done

# None fits: uv fetches one, where the network allows.
if uv=$(sh scripts/find_uv.sh); then
    UV_PYTHON_INSTALL_DIR="$PWD/.python"
    UV_PYTHON_PREFERENCE=only-managed
    export UV_PYTHON_INSTALL_DIR UV_PYTHON_PREFERENCE
    echo "Fetching Python $wanted" >&2
    "$uv" python install --quiet "$wanted" >/dev/null 2>&1
    fetched=$("$uv" python find "$wanted" 2>/dev/null) && print_if_fit "$fetched"
fi
echo "Plenary needs Python 3.12 or later with venv, SQLite and TLS; none was found here and none could be fetched." >&2
exit 1
