#!/bin/sh
# make requirements: compiles requirements/*.in for every system and Python 3.12 or later, with hashes and no address.
set -eu
cd "$(dirname "$0")/.."
uv=$(sh scripts/find_uv.sh) || {
    echo "Compiling needs uv; it is not here and could not be fetched." >&2
    exit 1
}
cd requirements
for name in base dev oracles; do
    "$uv" pip compile "$name.in" --output-file "$name.txt" --universal --python-version 3.12 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements" --quiet "$@"
done
