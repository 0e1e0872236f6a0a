# Sourced by the other scripts: install_packages NAME PACKAGE… installs from the system's packages where that is possible.
. scripts/show_progress.sh

install_packages() {
    command -v apt-get >/dev/null 2>&1 || return 1
    name=$1
    shift
    root=""
    [ "$(id -u)" = 0 ] || root="sudo -n"
    [ -z "$root" ] || $root true 2>/dev/null || return 1
    log=$(mktemp)
    # shellcheck disable=SC2086  # none or two words
    show "Installing $name: package lists" "$log" $root apt-get update -qq
    # shellcheck disable=SC2086
    show "Installing $name" "$log" $root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@"
    rm -f "$log"
}
