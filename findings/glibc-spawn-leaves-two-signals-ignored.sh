#!/usr/bin/env bash
# glibc 2.36 (Debian's libc6 2.36-9+deb12u14), seen through Python's os.posix_spawn: which signals a spawned program finds ignored.
# Guess:  those that its parent ignored, and none with POSIX_SPAWN_SETSIGDEF of all; as after fork and exec.
# Seen:   signals 32 and 33, glibc's own for threads, are ignored besides (bits 0x180000000 of SigIgn), whatever is asked for, and neither
#         signal() nor sigaction() of libc takes them back. After fork and exec they are not. A supervisor that is started by posix_spawn
#         passes this on to all that it starts.
# The script prints three lines and fails if they change.
set -euo pipefail
command -v python3 >/dev/null || { echo "python3 is needed (apt-get install python3)"; exit 1; }
echo "glibc $(ldd --version | sed -n '1s/.* //p')" >&2
said=$(python3 - <<'PY'
import os

OURS = 0x180000000


def ignored(start):
    read, write = os.pipe()
    os.set_inheritable(write, True)
    arguments = ["sh", "-c", f"grep SigIgn /proc/self/status >&{write}"]
    child = start(arguments)
    os.close(write)
    os.waitpid(child, 0)
    return int(os.read(read, 100).split()[1], 16) & OURS


def fork(arguments):
    child = os.fork()
    if child == 0:
        os.execve("/bin/sh", arguments, os.environ)
    return child


every = [number for number in range(1, 65) if number not in (9, 19, 32, 33)]
for name, start in {
    "fork and exec": fork,
    "posix_spawn": lambda arguments: os.posix_spawn("/bin/sh", arguments, os.environ),
    "posix_spawn, all signals to their default": lambda arguments: os.posix_spawn("/bin/sh", arguments, os.environ, setsigdef=every),
}.items():
    print(f"{name}: {'32 and 33 are ignored' if ignored(start) == OURS else 'not ignored'}")
PY
)
echo "$said"
[ "$said" = "fork and exec: not ignored
posix_spawn: 32 and 33 are ignored
posix_spawn, all signals to their default: 32 and 33 are ignored" ]
