# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034 # names shared with common.sh and the steps
# A Redis of our own: on a Unix socket in a folder of ours, so that no other user of the machine can speak to it, or sit in its place while it is
# down; a password nobody has to know, everything in the append-only file.

redis_dir=$state/redis

# The path of a socket may have 107 bytes, and no comma in the address that the programs are given: else it is in a folder of its own, which is kept.
redis_socket() {
    local kept=$state/run/redis.folder
    if [ ${#redis_dir} -lt 90 ] && [[ $redis_dir != *,* ]]; then
        printf '%s/redis.sock' "$redis_dir"
        return
    fi
    [ -s "$kept" ] && [ -O "$(cat "$kept")" ] || mktemp -d /tmp/ops-redis.XXXXXXXX >"$kept"
    printf '%s/redis.sock' "$(cat "$kept")"
}

redis_ask() { REDISCLI_AUTH=$(cat "$redis_dir/password") redis-cli -s "$(redis_socket)" "$@" 2>/dev/null; }

redis_answers() { [ "$(redis_ask ping)" = PONG ]; }

redis_configure() {
    local fsync=$1
    cat >"$redis_dir/redis.conf" <<CONF
port 0
unixsocket "$(redis_socket)"
unixsocketperm 600
requirepass $(cat "$redis_dir/password")
dir "$redis_dir"
appendonly yes
appendfsync $fsync
save ""
maxmemory-policy noeviction
CONF
}

# In a copy the store names the original's silos, which live, as members of this cluster, and where in them each grain is.
forget_silos_of_the_original() {
    local key
    [ -e "$state/run/copied" ] || return 0
    redis_ask --scan --pattern 'ops/members/*' >"$state/run/copied"
    redis_ask --scan --pattern 'ops/directory/*' >>"$state/run/copied"
    while read -r key; do redis_ask del "$key" >/dev/null; done <"$state/run/copied"
    rm "$state/run/copied"
}

# start_redis everysec|always
start_redis() {
    local fsync=$1 pid
    if pid=$(pid_of redis); then
        [ -S "$(redis_socket)" ] || die "the Redis that runs here (process $pid) was started by an older ./ops and listens on a port: ./ops down first."
        wait_for redis 30 ready redis_answers
        redis_ask config set appendfsync "$fsync" >/dev/null
        step redis "already running on $(redis_socket) (process $pid, appendfsync $fsync)"
        return
    fi

    mkdir -p "$redis_dir"
    chmod 700 "$redis_dir"
    [ -s "$redis_dir/password" ] || head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$redis_dir/password"
    redis_configure "$fsync"
    launch redis redis-server "$redis_dir/redis.conf"
    wait_for redis 60 ready redis_answers
    forget_silos_of_the_original
    step redis "started on $(redis_socket) (appendfsync $fsync, data in $redis_dir)"
}
