#!/usr/bin/env bash
# What runs, where, and whether it is ready. Exit code 0 only if all of it is.
. "$(dirname "$0")/common.sh"

all_well=0
ended=
problems=

line() { printf '%-10s %-12s %-9s %-9s %-6s %s\n' "$@"; }

# token_for NAME: a gateway's details are for operators, and no other part asks for a token.
token_for() { case $1 in gateway*) [ ! -s "$admin_token" ] || printf '%s' "$admin_token" ;; esac; }

# is_well NAME: whether the part does its work; what it says if it does not is in $why.
is_well() {
    why=
    case $1 in
        redis) redis_answers || { why="Redis does not answer"; return 1; } ;;
        agent) agent_online || { why="no gateway says that the agent is online"; return 1; } ;;
        *)
            # Why it is not ready is for operators; a gateway that cannot look a token up yet has it in its log.
            if ! call_at "$1" GET /readyz "$(token_for "$1")"; then
                why="it does not answer"
                return 1
            fi
            [ "$http_status" = 200 ] && return
            why=$(field problem)
            return 1
            ;;
    esac
}

where_is() {
    case $1 in
        agent) printf '%s' "$agent_dir" ;;
        redis) redis_socket ;;
        *) printf '%s%s' "$(address_of "$1")" "$(silo_ports_of "$1")" ;;
    esac
}

of_process() {
    local name=$1 pid memory how ready=yes
    if pid=$(pid_of "$name"); then
        memory=$(awk '/^VmRSS/ {printf "%d MB", $2 / 1024}' "/proc/$pid/status")
        if ! is_well "$name"; then
            ready=no
            problems="$problems$name is not ready: $why"$'\n'
            all_well=1
        fi
        line "$name" running "$pid" "$memory" "$ready" "$(where_is "$name")"
    elif how=$(ended_with "$name"); then
        line "$name" ended - - no "$how; its log: $state/log/$name.log"
        ended="$ended $name"
        all_well=1
    else
        line "$name" "not running" - - no -
        all_well=1
    fi
}

read_shape || say "Nothing is up here; ./ops up starts it."
line NAME STATE PROCESS MEMORY READY WHERE
for name in $(part_names); do of_process "$name"; done

if call GET /readyz "$(token_for gateway)"; then
    say ""
    say "/readyz  $http_status  $http_body"
fi
[ -z "$problems" ] || printf '\n%s' "$problems"
for name in $ended; do
    say ""
    show_tail "$state/log/$name.log" 5 2>&1
    say "$name ended by itself, and nothing starts it again here. Start it: ./ops up"
done
exit $all_well
