# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034 # names shared with common.sh and the steps
# Processes that ./ops started are known by process id and start time, so that a reused id is never taken for one of them.

# forget_another_place: a checkout that was copied has the other one's process ids and ports in its state, all of them of living processes. A directory
# that is moved keeps its number, and a copy has another. What is stored in Redis is the copy's own from now on; the agent is another one, since
# tasks of the original's run on that its directory knows.
forget_another_place() {
    local here
    here=$(stat -c %i "$state/run")
    if [ -s "$state/run/place" ] && [ "$(cat "$state/run/place")" != "$here" ]; then
        : >"$state/run/copied"
        rm -f "$state"/run/*.pid "$state"/run/*.ended "$state"/run/*.port "$state"/run/*.folder "$state/run/shape" "$state/opsctl"
        if [ -d "$state/agent" ]; then
            rm -rf "$state/agent-of-the-original"
            mv "$state/agent" "$state/agent-of-the-original"
        fi
        say "This checkout is a copy: what its original started is not its own. Nothing is up here." >&2
    fi
    printf '%s' "$here" >"$state/run/place"
}

# started_at PID: nothing if there is no such process, or only what is left of it until its parent takes note.
started_at() { { sed 's/^.*) //' "/proc/$1/stat" | awk '$1 !~ /[ZX]/ {print $20}'; } 2>/dev/null || true; }

# pid_of NAME: prints the id of the running process, or fails.
pid_of() {
    local pid start
    read -r pid start 2>/dev/null <"$state/run/$1.pid" || return 1
    [ -n "${start:-}" ] && [ "$(started_at "$pid")" = "$start" ] && printf '%s' "$pid"
}

# ended_with NAME: how a process ended that nobody stopped, or fails. `stop` takes the process's id away, an end of its own leaves it there.
ended_with() {
    local pid code when
    [ -s "$state/run/$1.pid" ] && ! pid_of "$1" >/dev/null || return 1
    if ! read -r pid code when 2>/dev/null <"$state/run/$1.ended" || ! grep -q "^$pid " "$state/run/$1.pid"; then
        printf 'ended, and how is not known: the machine was started anew, or what watched it was killed'
    elif [ "$code" -gt 128 ]; then
        printf 'ended by signal %s (%s) at %s' "$((code - 128))" "$(kill -l "$((code - 128))")" "$when"
    else
        printf 'ended with exit code %s at %s' "$code" "$when"
    fi
}

# launch NAME COMMAND...: starts it apart from this terminal and remembers it. Its output goes to its log file.
launch() {
    local name=$1 log="$state/log/$1.log" watcher
    if [ -s "$log" ]; then mv "$log" "$log.1"; fi
    rm -f "$state/run/$name.pid" "$state/run/$name.ended"
    setsid bash "$root/ops.d/run.sh" "$@" >/dev/null 2>&1 </dev/null 9>&- &
    watcher=$!
    disown "$watcher"
    until [ -s "$state/run/$name.pid" ] || ! kill -0 "$watcher" 2>/dev/null; do sleep 0.02; done
}

# wait_for NAME SECONDS WHAT COMMAND...: until the command succeeds; says what it waited for and why it gave up.
wait_for() {
    local name=$1 limit=$2 what=$3 end
    shift 3
    end=$((SECONDS + limit))
    until "$@"; do
        if ! pid_of "$name" >/dev/null; then
            show_tail "$state/log/$name.log"
            die "$name ended before it was $what."
        fi
        if [ $SECONDS -ge $end ]; then
            show_tail "$state/log/$name.log"
            die "$name runs, but was not $what within $limit s."
        fi
        sleep 0.1
    done
}

# stop SECONDS NAME...: SIGTERM to all of them, and SIGKILL to what has not ended by then. Says of each what became of it.
stop() {
    local limit=$1 name pid end running=()
    shift
    for name in "$@"; do
        if pid=$(pid_of "$name"); then
            kill -TERM "$pid" 2>/dev/null || true
            running+=("$name")
        else
            rm -f "$state/run/$name.pid"
            step "$name" "was not running"
        fi
    done
    end=$((SECONDS + limit))
    for name in "${running[@]}"; do
        while pid=$(pid_of "$name") && [ $SECONDS -lt $end ]; do sleep 0.1; done
        if [ -n "$pid" ]; then
            say "$name did not end within $limit s of SIGTERM; ending it with SIGKILL."
            kill -KILL "$pid" 2>/dev/null || true
        fi
        rm -f "$state/run/$name.pid"
        step "$name" "stopped"
    done
}

# was_given PORT: whether a part of what is up has it, which may not listen yet.
was_given() {
    local name
    for name in $(part_names); do
        if grep -qsx "$1" "$state/run/$name.port" "$state/run/$name-silo.port" "$state/run/$name-client.port"; then return 0; fi
    done
    return 1
}

# free_port FIRST: the first port from there that nobody listens on, and that none of ours was given.
free_port() {
    local port=$1
    while (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || was_given "$port"; do port=$((port + 1)); done
    printf '%s' "$port"
}

# Whole or not at all: the file itself is looked at while a port is sought.
write_port() {
    local port
    port=$(free_port "$2")
    printf '%s' "$port" >"$state/run/$1.port"
}

# kept_port NAME FIRST: the port that NAME used before, else a free one, which is then kept.
kept_port() {
    local file="$state/run/$1.port"
    [ -s "$file" ] || write_port "$1" "$2"
    cat "$file"
}

# renew_port NAME FIRST: the kept port; takes another port if somebody else sits on the kept one now.
renew_port() {
    local port
    port=$(kept_port "$1" "$2")
    if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
        write_port "$1" "$((port + 1))"
    fi
    kept_port "$1" "$2"
}
