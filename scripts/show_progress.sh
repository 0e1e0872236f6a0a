# Sourced by the other scripts: show LABEL LOG COMMAND… runs a long step quietly and tells how long it has taken.
show() {
    label=$1 log=$2
    shift 2
    "$@" >"$log" 2>&1 </dev/null &
    pid=$!
    trap 'kill $pid 2>/dev/null; exit 130' INT TERM
    seconds=0
    [ -t 2 ] || printf '%s\n' "$label" >&2
    while kill -0 $pid 2>/dev/null; do
        [ -t 2 ] && printf '\r%s  %s s' "$label" "$seconds" >&2
        sleep 1
        seconds=$((seconds + 1))
    done
    wait $pid
    outcome=$?
    trap - INT TERM
    [ -t 2 ] && printf '\n' >&2
    return $outcome
}
