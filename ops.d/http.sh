# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034 # names shared with common.sh and the steps
# Small HTTP calls to our own processes on this machine, without a program whose arguments would show a token.

# address_of NAME
address_of() { printf 'http://127.0.0.1:%s' "$(cat "$state/run/$1.port")"; }

# is_ready NAME: what a silo or a gateway says of itself.
is_ready() { call_at "$1" GET /readyz && [ "$http_status" = 200 ]; }

# call METHOD PATH [TOKEN_FILE [BODY]]: to the first gateway that answers.
call() {
    local name
    for name in $(gateway_names); do
        if pid_of "$name" >/dev/null && call_at "$name" "$@"; then return 0; fi
    done
    return 1
}

# call_at NAME METHOD PATH [TOKEN_FILE [BODY]]: sets $http_status and $http_body. Fails if nobody answers.
call_at() {
    local name=$1 method=$2 path=$3 token_file=${4:-} body=${5:-} port answer
    http_status=0 http_body=
    port=$(cat "$state/run/$name.port" 2>/dev/null) || return 1
    { exec 8<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || return 1
    {
        # 1.0, so that the answer comes whole and ends with the connection.
        printf '%s %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\nContent-Type: application/json\r\nContent-Length: %s\r\n' \
            "$method" "$path" "$port" "${#body}"
        [ -z "$token_file" ] || printf 'Authorization: Bearer %s\r\n' "$(cat "$token_file")"
        printf '\r\n%s' "$body"
    } >&8
    answer=$(timeout 15 cat <&8 | tr -d '\r\0') || true
    exec 8<&- 8>&-
    [ -n "$answer" ] || return 1
    http_status=$(printf '%s' "$answer" | sed -n '1s/^[^ ]* \([0-9]*\).*/\1/p')
    http_body=$(printf '%s' "$answer" | sed '1,/^$/d')
}

# field NAME: a text field of the last answer. Enough for ids, tokens and states, which hold no quotes.
field() { printf '%s' "$http_body" | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }
