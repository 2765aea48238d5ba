# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034 # names shared with common.sh and the steps
# The control plane: gateway and silo in one process.

gateway_dir=$state/gateway
admin_token=$gateway_dir/admin-token

gateway_address() { printf 'http://127.0.0.1:%s' "$(cat "$state/run/gateway.port")"; }

gateway_ready() { call GET /readyz && [ "$http_status" = 200 ]; }

start_gateway() {
    local pid dll
    if pid=$(pid_of gateway); then
        wait_for gateway 60 ready gateway_ready
        step gateway "already running on $(gateway_address) (process $pid)"
        return
    fi

    dll=$(program Gateway ops-gateway)
    renew_port gateway 5180 >/dev/null
    mkdir -p "$gateway_dir"
    (
        # In the environment and not in the arguments: every user of a machine can list those.
        OPS_Redis__ConnectionString=$(redis_connection)
        export OPS_Redis__ConnectionString OPS_Gateway__DataDir=$gateway_dir
        launch gateway dotnet "$dll" --urls "$(gateway_address)"
    )
    wait_for gateway 60 ready gateway_ready
    step gateway "started on $(gateway_address) (data in $gateway_dir)"
}
