# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034 # names shared with common.sh and the steps
# Silos in processes of their own. Everything is on loopback; they find each other through Redis.

in_cluster() {
    OPS_Redis__ConnectionString=$(redis_socket)
    OPS_Redis__PasswordFile=$redis_dir/password
    OPS_Cluster__Name=$1
    export OPS_Redis__ConnectionString OPS_Redis__PasswordFile OPS_Cluster__Name
}

# host_silo NAME: the two ports of the silo in the process of that name.
host_silo() {
    OPS_Cluster__SiloPort=$(renew_port "$1-silo" 11111)
    OPS_Cluster__GatewayPort=$(renew_port "$1-client" 30000)
    export OPS_Cluster__SiloPort OPS_Cluster__GatewayPort
}

# silo_ports_of NAME: the same two, to be shown; nothing where there is no silo inside.
silo_ports_of() {
    local silo client
    silo=$(cat "$state/run/$1-silo.port" 2>/dev/null) && client=$(cat "$state/run/$1-client.port" 2>/dev/null) || return 0
    printf ', its silo on 127.0.0.1:%s and 127.0.0.1:%s' "$silo" "$client"
}

launch_silo() {
    local name=$1 dll
    pid_of "$name" >/dev/null && return
    dll=$(program Silo ops-silo)
    renew_port "$name" 5190 >/dev/null
    (
        in_cluster "$name"
        host_silo "$name"
        launch "$name" dotnet "$dll" --urls "$(address_of "$name")"
    )
    step "$name" "starting on $(address_of "$name")"
}

# All at once: each waits for nobody.
start_silos() {
    local name
    for name in $(silo_names); do launch_silo "$name"; done
    for name in $(silo_names); do
        wait_for "$name" 90 ready is_ready "$name"
        step "$name" "ready on $(address_of "$name")$(silo_ports_of "$name") (process $(pid_of "$name"))"
    done
}
