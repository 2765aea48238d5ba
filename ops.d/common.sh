# shellcheck shell=bash
# shellcheck disable=SC2034 # names for the steps
# Read by every step: where things are, and how to say what happens.
set -Eeuo pipefail
trap 'printf "ops: a step failed unexpectedly: %s, line %s\n" "${BASH_SOURCE[0]}" "$LINENO" >&2' ERR

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
state=${OPS_STATE:-$root/.ops}
artifacts=${OPS_ARTIFACTS:-$root/artifacts}
cd "$root"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1

# Packages are those of packages.lock.json, or nothing is built. To change one: edit Directory.Packages.props, then dotnet restore --force-evaluate.
export RestoreLockedMode=true

umask 077
mkdir -p "$state/log" "$state/run"

say() { printf '%s\n' "$*"; }

# A step that takes a while: its name first, so that nobody waits before an empty screen.
step() { printf '%-10s %s\n' "$1" "$2"; }

die() {
    printf 'ops: %s\n' "$*" >&2
    exit 1
}

show_tail() {
    local file=$1 lines=${2:-25}
    [ -s "$file" ] || return 0
    say "--- last lines of $file" >&2
    tail -n "$lines" "$file" >&2
    say "---" >&2
}

# What a compiler said, each once; of anything else, its last lines.
show_errors() {
    if grep -qE ': error ' "$1"; then
        grep -E ': error ' "$1" | sed 's/ \[[^]]*\]$//' | sort -u | head -n 20 >&2
        say "(all of it: $1)" >&2
    else
        show_tail "$1"
    fi
}

# quietly NAME COMMAND...: the command's output goes to a log file, whose tail is shown if it fails.
quietly() {
    local log="$state/log/$1.log"
    shift
    if ! "$@" >"$log" 2>&1 </dev/null; then
        show_errors "$log"
        die "failed: $*"
    fi
}

# One up or down at a time. The lock goes with the shell that holds it; what it starts does not inherit it.
take_turn() {
    exec 9>"$state/run/lock"
    flock -w 5 9 || die "another ./ops is starting or stopping things here; try again when it is done."
}

need_dotnet() {
    command -v dotnet >/dev/null || die "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0"
}

# Debian packages whose commands are missing, given as COMMAND:PACKAGE[,PACKAGE].
need() {
    local want missing=()
    for want in "$@"; do
        case $want in
            py/*) want=${want#py/}; /usr/bin/python3 -c "import ${want%%:*}" 2>/dev/null || missing+=("${want#*:}") ;;   # of Debian's own Python
            *) command -v "${want%%:*}" >/dev/null || missing+=("${want#*:}") ;;
        esac
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    local packages="${missing[*]}"
    packages=${packages//,/ }
    if [ "$(id -u)" -ne 0 ]; then
        die "these Debian packages are missing; install them and try again: apt-get install -y $packages"
    fi
    command -v apt-get >/dev/null || die "these packages are missing, and there is no apt-get to install them: $packages"

    step install "$packages (with apt-get)"
    # shellcheck disable=SC2086 # a list of words
    quietly apt sh -c 'apt-get update -q; exec apt-get install -y -q --no-install-recommends "$@"' sh $packages
}

# program PROJECT ASSEMBLY: the path of a built program.
program() {
    local found
    found=$artifacts/bin/$1/release/$2.dll
    [ -f "$found" ] || die "$found is not there; the build should have made it."
    printf '%s' "$found"
}

# One compiler for all projects, also where the environment says otherwise: it takes a third of a build's processor time. Who built much ends it.
one_compiler=-p:UseSharedCompilation=true
end_compiler() { dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true; }

# build LOG PROJECT_OR_SOLUTION
build() { quietly "$1" dotnet build "$2" -c Release -v q $one_compiler; }

# publish NAME PROJECT [OPTION...]: a program for machines like this one, or for those of $rid, in $artifacts/publish/NAME.
rid=linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
publish() {
    local name=$1 project=$2
    shift 2
    rm -rf "${artifacts:?}/publish/$name"   # what runs from there runs on
    quietly "restore-$name" dotnet restore "$project"   # against packages.lock.json, which knows nothing of kinds of machines
    # What is wrong with the code was said when it was built and tested.
    quietly "publish-$name" dotnet publish "$project" -c Release -r "$rid" -o "$artifacts/publish/$name" -v q $one_compiler -p:RunAnalyzers=false "$@"
}

# The agent as hosts get it: its project compiles it ahead of time.
publish_agent() {
    publish agent HostAgent/HostAgent.csproj
    keep_package agent
}
native_agent=$artifacts/publish/agent/ops-agent

# keep_package NAME: the program in $artifacts/publish/NAME, which is for $rid, is what a gateway gives to hosts that join.
packages=$artifacts/publish/packages
keep_package() {
    [ -f "$artifacts/publish/$1/ops-agent" ] || return 0   # built by something that makes none
    mkdir -p "$packages/$rid"
    cp "$artifacts/publish/$1/ops-agent" "$packages/$rid/ops-agent.new"
    mv "$packages/$rid/ops-agent.new" "$packages/$rid/ops-agent"   # who downloads the old one has it whole
}

# stale PROGRAM SOURCE...: whether a published program is not there, or something that it is made of changed since. Compiling takes half a minute even where nothing did.
stale() {
    local program=$1
    shift
    [ ! -x "$program" ] || [ -n "$(find "$@" Directory.* global.json -newer "$program" -print -quit)" ]
}

build_agent() {
    if stale "$native_agent" HostAgent Protocol Transport Platform; then
        step build "agent, as hosts get it"
        publish_agent
    elif [ "$native_agent" -nt "$packages/$rid/ops-agent" ]; then
        keep_package agent
    fi
}

publish_gateway() { publish gateway Gateway/Gateway.csproj --self-contained; }
publish_cli() { publish cli Cli/Cli.csproj; }   # its project compiles it ahead of time

. "$root/ops.d/completions.sh"
. "$root/ops.d/processes.sh"
. "$root/ops.d/http.sh"
. "$root/ops.d/redis.sh"
. "$root/ops.d/shape.sh"
. "$root/ops.d/silo.sh"
. "$root/ops.d/gateway.sh"
. "$root/ops.d/agent.sh"

forget_another_place
