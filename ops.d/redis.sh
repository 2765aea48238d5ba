# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034 # names shared with common.sh and the steps
# A Redis of our own: loopback only, a password nobody has to know, everything in the append-only file.

redis_dir=$state/redis

redis_ask() { REDISCLI_AUTH=$(cat "$redis_dir/password") redis-cli -h 127.0.0.1 -p "$(cat "$state/run/redis.port")" "$@" 2>/dev/null; }

redis_answers() { [ "$(redis_ask ping)" = PONG ]; }

redis_connection() { printf '127.0.0.1:%s,password=%s' "$(cat "$state/run/redis.port")" "$(cat "$redis_dir/password")"; }

redis_configure() {
    local port=$1 fsync=$2
    cat >"$redis_dir/redis.conf" <<CONF
bind 127.0.0.1
port $port
requirepass $(cat "$redis_dir/password")
dir $redis_dir
appendonly yes
appendfsync $fsync
save ""
maxmemory-policy noeviction
CONF
}

# start_redis everysec|always
start_redis() {
    local fsync=$1 pid
    if pid=$(pid_of redis); then
        wait_for redis 30 ready redis_answers
        redis_ask config set appendfsync "$fsync" >/dev/null
        step redis "already running on 127.0.0.1:$(cat "$state/run/redis.port") (process $pid, appendfsync $fsync)"
        return
    fi

    mkdir -p "$redis_dir"
    [ -s "$redis_dir/password" ] || head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$redis_dir/password"
    redis_configure "$(renew_port redis 6390)" "$fsync"
    launch redis redis-server "$redis_dir/redis.conf"
    wait_for redis 60 ready redis_answers
    step redis "started on 127.0.0.1:$(cat "$state/run/redis.port") (appendfsync $fsync, data in $redis_dir)"
}
