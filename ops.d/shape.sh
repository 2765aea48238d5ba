# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034 # names shared with common.sh and the steps
# What an installation here consists of: one gateway with its silo inside, or silos and gateways as processes of their own.
# run/shape holds "SILOS GATEWAYS" from `up` to `down`; no silos of their own is the small shape.

shape_silos=0
shape_gateways=1

# Takes up the shape that `up` left; fails if there is none.
read_shape() { { read -r shape_silos shape_gateways <"$state/run/shape"; } 2>/dev/null; }

# Whether any part of the shape runs.
something_runs() {
    local name
    for name in $(part_names); do ! pid_of "$name" >/dev/null || return 0; done
    return 1
}

keep_shape() { printf '%s %s\n' "$shape_silos" "$shape_gateways" >"$state/run/shape"; }

shape_text() {
    if [ "$1" -eq 0 ]; then
        printf 'one gateway with its silo inside'
    else
        printf '%s silos and %s gateways' "$1" "$2"
    fi
}

# up_command SILOS GATEWAYS: what to type for that shape.
up_command() { if [ "$1" -eq 0 ]; then printf './ops up'; else printf './ops up --silos %s --gateways %s' "$1" "$2"; fi; }

numbered() { local i; for ((i = 1; i <= $2; i++)); do printf '%s-%s\n' "$1" "$i"; done; }

silo_names() { numbered silo "$shape_silos"; }

gateway_names() { if [ "$shape_silos" -eq 0 ]; then printf 'gateway\n'; else numbered gateway "$shape_gateways"; fi; }

# All parts, in the order of their start.
part_names() {
    printf 'redis\n'
    silo_names
    gateway_names
    printf 'agent\n'
}
