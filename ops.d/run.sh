#!/usr/bin/env bash
# Runs one program to its end and writes down how it ended, for ./ops status. Nobody starts it but launch, in a session of its own.
. "$(dirname "$0")/common.sh"

name=$1
shift
"$@" >"$state/log/$name.log" 2>&1 </dev/null &
pid=$!
printf '%s %s\n' "$pid" "$(started_at "$pid")" >"$state/run/$name.pid.new"
mv "$state/run/$name.pid.new" "$state/run/$name.pid"

code=0
wait "$pid" || code=$?
printf '%s %s %s\n' "$pid" "$code" "$(date '+%F %T')" >"$state/run/$name.ended"
