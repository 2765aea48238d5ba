#!/usr/bin/env bash
# What runs, where, and whether it is ready. Exit code 0 only if all of it is.
. "$(dirname "$0")/common.sh"

all_well=0
ended=

line() { printf '%-8s %-12s %-9s %-9s %s\n' "$@"; }

of_process() {
    local name=$1 where=$2 pid memory how
    if pid=$(pid_of "$name"); then
        memory=$(awk '/^VmRSS/ {printf "%d MB", $2 / 1024}' "/proc/$pid/status")
        line "$name" running "$pid" "$memory" "$where"
    elif how=$(ended_with "$name"); then
        line "$name" ended - - "$how; its log: $state/log/$name.log"
        ended="$ended $name"
        all_well=1
    else
        line "$name" "not running" - - -
        all_well=1
    fi
}

where_is() { [ -s "$state/run/$1.port" ] && printf '%s127.0.0.1:%s' "${2:-}" "$(cat "$state/run/$1.port")" || printf -- -; }

line NAME STATE PROCESS MEMORY WHERE
of_process redis "$(where_is redis)"
of_process gateway "$(where_is gateway http://)"
of_process agent "$agent_dir"

if pid_of gateway >/dev/null && call GET /readyz; then
    say ""
    say "/readyz  $http_status  $http_body"
    [ "$http_status" = 200 ] || all_well=1
fi
for name in $ended; do
    say ""
    show_tail "$state/log/$name.log" 5 2>&1
    say "$name ended by itself, and nothing starts it again here. Start it: ./ops up"
done
exit $all_well
