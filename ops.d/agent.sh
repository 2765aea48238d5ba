# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034 # names shared with common.sh and the steps
# One host agent for this machine. It knows all gateways.

agent_dir=$state/agent

agent_id() { cat "$agent_dir/enrolled-as" 2>/dev/null; }

agent_view() { call GET "/api/v1/agents/$(agent_id)" "$admin_token"; }

agent_online() { agent_view && [ "$http_status" = 200 ] && [ "$(field state)" = online ]; }

# Gives the agent its identity. The join token goes through standard input, never through the arguments.
# enrol_agent [--again]
enrol_agent() {
    local log=$state/log/agent-enrol.log original again=
    # In a copy the gateway knows the original's agent, whose place the new one takes: a name is not given twice.
    original=$(cat "$state/agent-of-the-original/enrolled-as" 2>/dev/null) || true
    if [ -n "$original" ] && call GET "/api/v1/agents/$original" "$admin_token" && [ "$http_status" = 200 ]; then again=",\"agent\":\"$original\""; fi
    call POST /api/v1/join-tokens "$admin_token" "{\"uses\":1,\"expiresInSeconds\":600$again}" || die "the gateway did not answer when it was asked for a join token."
    [ "$http_status" = 201 ] || die "the gateway gave no join token: $http_status $http_body"
    if ! field token | "${agent_program[@]}" enrol --data "$agent_dir" --server "$(gateway_addresses)" --join-token-stdin "$@" >"$log" 2>&1; then
        show_tail "$log"
        die "the agent could not be enrolled."
    fi
    sed -n 's/.*nrolled as \([A-Za-z0-9_-]*\).*/\1/p' "$log" >"$agent_dir/enrolled-as"
    step agent "enrolled as $(agent_id)"
}

start_agent() {
    local pid
    if pid=$(pid_of agent); then
        wait_for agent 60 online agent_online
        step agent "already running and online (process $pid)"
        return
    fi

    mkdir -p "$agent_dir"
    [ -n "$(agent_id)" ] || enrol_agent
    agent_view || die "the gateway did not answer when it was asked about the agent."
    # Redis was emptied, or the agent was removed: its identity is worth nothing any more.
    [ "$http_status" != 404 ] || enrol_agent --again
    launch agent "${agent_program[@]}" run --data "$agent_dir" --server "$(gateway_addresses)"
    wait_for agent 60 online agent_online
    step agent "started and online (data in $agent_dir)"
}
