#!/usr/bin/env bash
# The newest lines of what runs here; -f follows.
. "$(dirname "$0")/common.sh"

follow=()
names=()
for word in "$@"; do
    case $word in
        -f) follow=(-f) ;;
        gateway | agent | redis) names+=("$word") ;;
        *) die "logs takes gateway, agent, redis and -f, not \"$word\"." ;;
    esac
done
[ ${#names[@]} -gt 0 ] || names=(redis gateway agent)

files=()
for name in "${names[@]}"; do
    if [ -f "$state/log/$name.log" ]; then files+=("$state/log/$name.log"); fi
done
[ ${#files[@]} -gt 0 ] || die "there is no log yet; ./ops up starts things."

exec tail -n 50 "${follow[@]}" "${files[@]}"
