#!/usr/bin/env bash
# Stops what `up` started, and nothing else: the agent first, so that its last reports still find a gateway; then the gateways, which still find
# silos; Redis last.
. "$(dirname "$0")/common.sh"

say_what_goes_on() {
    local ids
    pid_of agent >/dev/null && [ -s "$admin_token" ] || return 0
    call GET "/api/v1/tasks?open=true&limit=20" "$admin_token" || return 0
    ids=$(printf '%s' "$http_body" | grep -o '{"id":"[^"]*","agent"' | cut -d'"' -f4 | paste -sd' ') || true
    [ -z "$ids" ] || say "Tasks that are not over: $ids. What runs goes on running; the next ./ops up takes up its output and its result."
}

take_turn
read_shape || true
say_what_goes_on
stop 30 agent
# shellcheck disable=SC2046 # lists of names
stop 30 $(gateway_names)
# shellcheck disable=SC2046
[ "$shape_silos" -eq 0 ] || stop 30 $(silo_names)
stop 30 redis
rm -f "$state/run/shape"
