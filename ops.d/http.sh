# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034 # names shared with common.sh and the steps
# Small HTTP calls to our own gateway on this machine, without a program whose arguments would show a token.

# call METHOD PATH [TOKEN_FILE [BODY]]: sets $http_status and $http_body. Fails if nobody answers.
call() {
    local method=$1 path=$2 token_file=${3:-} body=${4:-} port answer
    port=$(cat "$state/run/gateway.port" 2>/dev/null) || return 1
    http_status=0 http_body=
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
