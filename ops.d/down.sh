#!/usr/bin/env bash
# Stops what `up` started, and nothing else: the agent first, so that its last reports still find a gateway; Redis last.
. "$(dirname "$0")/common.sh"

say_what_goes_on() {
    local ids
    pid_of agent >/dev/null && [ -s "$admin_token" ] || return 0
    call GET "/api/v1/tasks?open=true&limit=20" "$admin_token" || return 0
    ids=$(printf '%s' "$http_body" | grep -o '{"id":"[^"]*","agent"' | cut -d'"' -f4 | paste -sd' ') || true
    [ -z "$ids" ] || say "Tasks that are not over: $ids. What runs goes on running; the next ./ops up takes up its output and its result."
}

take_turn
say_what_goes_on
for name in agent gateway redis; do
    if stop "$name" 30; then step "$name" "stopped"; else step "$name" "was not running"; fi
done
