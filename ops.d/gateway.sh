# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034 # names shared with common.sh and the steps
# The doors: one gateway with a silo inside, or gateways that are clients of silos.

gateway_dir=$state/gateway
admin_token=$gateway_dir/admin-token

# gateway_addresses: all of them, separated by commas.
gateway_addresses() {
    local name all=
    for name in $(gateway_names); do all=$all,$(address_of "$name"); done
    printf '%s' "${all#,}"
}

start_gateway() {
    local name=$1 pid dll
    if pid=$(pid_of "$name"); then
        wait_for "$name" 90 ready is_ready "$name"
        step "$name" "already running on $(address_of "$name") (process $pid)"
        return
    fi

    dll=$(program Gateway ops-gateway)
    renew_port "$name" 5180 >/dev/null
    mkdir -p "$gateway_dir"
    (
        in_cluster "$name"
        if [ "$shape_silos" -eq 0 ]; then host_silo "$name"; else export OPS_Cluster__Silo=false; fi
        export OPS_Gateway__DataDir=$gateway_dir OPS_Gateway__AgentPackages=$packages
        launch "$name" dotnet "$dll" --urls "$(address_of "$name")"
    )
    wait_for "$name" 90 ready is_ready "$name"
    step "$name" "started on $(address_of "$name")$(silo_ports_of "$name") (data in $gateway_dir)"
}

# One after the other: the first writes the admin token, which the others then find.
start_gateways() {
    local name
    for name in $(gateway_names); do start_gateway "$name"; done
}
