#!/bin/sh
# The demo task of `./ops up`: what an operator would look at first on a host.
bold=$(printf '\033[1m') green=$(printf '\033[32m') off=$(printf '\033[0m')

printf '%sHello from %s%s, run by an agent as %s in %s\n' "$bold" "$(hostname)" "$off" "$(id -un)" "$(pwd)"
uname -srm
uptime
df -h / | tail -n 1

for second in 1 2 3; do
    sleep 0.5
    printf '%sstep %s of 3%s\n' "$green" "$second" "$off"
done
echo "a line on standard error" >&2
echo "done"
