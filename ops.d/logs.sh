#!/usr/bin/env bash
# The newest lines of what runs here; -f follows.
. "$(dirname "$0")/common.sh"

read_shape || true
follow=()
names=()
for word in "$@"; do
    case $word in
        -f) follow=(-f) ;;
        silo | silos) mapfile -t -O "${#names[@]}" names < <(silo_names) ;;
        gateway | gateways) mapfile -t -O "${#names[@]}" names < <(gateway_names) ;;
        *)
            part_names | grep -qx -- "$word" || die "logs takes $(part_names | paste -sd, | sed 's/,/, /g') and -f, not \"$word\"."
            names+=("$word")
            ;;
    esac
done
[ ${#names[@]} -gt 0 ] || mapfile -t names < <(part_names)

files=()
for name in "${names[@]}"; do
    if [ -f "$state/log/$name.log" ]; then files+=("$state/log/$name.log"); fi
done
[ ${#files[@]} -gt 0 ] || die "there is no log yet; ./ops up starts things."

exec tail -n 50 "${follow[@]}" "${files[@]}"
