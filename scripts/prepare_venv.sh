#!/bin/sh
# Makes .venv and installs hash-pinned requirements into it: "base" to run, "dev" to check and test besides. "oracles" makes
# .venv-oracles instead, with the programs of others that counts are compared with, and nothing else.
# What was installed is kept beside it as a copy of the lists, so that a second call does nothing.
set -u
cd "$(dirname "$0")/.."
. scripts/show_progress.sh

venv=.venv lists="requirements/base.txt"
[ "${1:-base}" = dev ] && lists="$lists requirements/dev.txt"
[ "${1:-base}" = oracles ] && venv=.venv-oracles lists="requirements/oracles.txt"

works() { "$venv/bin/python" -c 'import pip' 2>/dev/null; }

installed() {
    for list in $lists; do
        cmp -s "$list" "$venv/installed-$(basename "$list")" || return 1
    done
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -c '' 2>/dev/null
}

installed && exit 0

if ! works; then
    python=$(sh scripts/find_python.sh) || exit 1
    rm -rf "$venv"
    show "Making $venv with $python" "$venv-log" "$python" -m venv "$venv" || {
        echo "The folder $venv cannot be made; $venv-log says why." >&2
        exit 1
    }
    rm -f "$venv-log"
fi

options=""
for list in $lists; do options="$options -r $list"; done
# shellcheck disable=SC2086  # the options are words
show "Installing requirements" "$venv/install.log" "$venv/bin/python" -m pip install \
    --disable-pip-version-check --no-input --retries 2 --require-hashes $options || {
    if grep -qiE 'connection|resolution|resolve|timed out|unreachable|no matching distribution' "$venv/install.log"; then
        echo "The requirements cannot be downloaded: no package index answers; connect to a network and try again." >&2
    else
        echo "The requirements cannot be installed; $venv/install.log says why." >&2
    fi
    exit 1
}
for list in $lists; do cp "$list" "$venv/installed-$(basename "$list")"; done
