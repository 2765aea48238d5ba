#!/usr/bin/env bash
# Installs what the tests need, builds them, runs them, and ends with the count, whatever happened before.
. "$(dirname "$0")/common.sh"

filter=
while [ $# -gt 0 ]; do
    case $1 in
        -*) die "test takes a filter, not \"$1\"." ;;
        *) filter=$1 ;;
    esac
    shift
done

passed=0
failed=0
all_counted=

closing_line() {
    [ -n "$all_counted" ] || failed=$((failed + 1))   # what broke off has been told already
    say "$passed passed, $failed failed"
    if [ "$failed" -ne 0 ] || [ "$passed" -eq 0 ]; then exit 1; fi
}
trap closing_line EXIT

# One project. Called through xargs, hence by name and with everything in its environment.
run_one() {
    local project=$1 name status=0 temporary started=$SECONDS
    name=$(basename "$project" .csproj)
    temporary=$(mktemp -d /tmp/ops-run.XXXXXX)   # the SDK and killed processes leave things behind; short, for the sockets in it
    chmod 711 "$temporary"   # some tasks of the tests run for other users
    # The signals as a terminal gives them: started in the background, a shell has them ignored, and so would all that the tests interrupt.
    TMPDIR=$temporary env --default-signal=HUP,INT,QUIT dotnet test "$project" -c Release --no-build -v q \
        ${OPS_TEST_FILTER:+--filter "FullyQualifiedName~$OPS_TEST_FILTER"} \
        --results-directory "$state/test-results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
        --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none >"$state/log/test-$name.log" 2>&1 </dev/null || status=$?
    rm -rf "$temporary"
    echo "$status $((SECONDS - started))" >"$state/test-results/$name.status"
}

# Gateway and command line as they are published: hundreds of them are started, and these need not be compiled at each start.
build_servers() {
    local gateway=$artifacts/publish/gateway/ops-gateway cli=$artifacts/publish/cli/opsctl
    if stale "$gateway" Gateway Silo Grains Grains.Interfaces Api Protocol Transport Platform Console/src Console/public; then
        step build "gateway, as it is published"
        publish_gateway
    fi
    if stale "$cli" Cli Protocol Platform; then
        step build "opsctl, as it is published"
        publish_cli
    fi
    export OPS_GATEWAY_PROGRAM=$gateway OPS_CLI_PROGRAM=$cli
}

# counter FILE NAME: one number of a project's result file; 0 if there is none.
counter() {
    local number
    number=$(sed -n "s/.*<Counters \([^>]* \)\?$2=\"\([0-9]*\)\".*/\2/p" "$1" 2>/dev/null) || true
    printf '%s' "${number:-0}"
}

# What failed and where in our own code; the whole of it is in the log.
show_failures() {
    say "--- $1" >&2
    grep -vE '^ +at .*\)$|^Results File|^Data collector|^A total of|^Test run for|^\[xUnit' "$1" | cut -c1-2000 | head -n 150 >&2 || true
    say "---" >&2
}

# The tests that were under way when their process ended or was ended, each on a line.
unfinished() { sed -n '/^The tests\? running when the crash occurred/,/^$/{/crash occurred/d; /^$/d; s/^/           /; p}' "$1"; }

report_one() {
    local name log trx good total status=137 seconds=0
    name=$(basename "$1" .csproj)
    log=$state/log/test-$name.log
    trx=$state/test-results/$name.trx
    good=$(counter "$trx" passed)
    total=$(counter "$trx" total)
    read -r status seconds 2>/dev/null <"$state/test-results/$name.status" || true
    passed=$((passed + good))
    failed=$((failed + total - good))
    printf '%-26s %5s of %s passed in %s s\n' "$name" "$good" "$total" "$seconds"
    if [ "$status" -eq 0 ]; then
        if [ "$total" -eq 0 ] && [ -z "$filter" ]; then
            step "$name" "ran no test"
            failed=$((failed + 1))
        fi
        return 0
    fi

    if [ "$good" = "$total" ]; then
        failed=$((failed + 1))
    fi
    if [ "$good" = "$total" ] || grep -q '^Test Run Aborted' "$log"; then
        step "$name" "did not run to its end (status $status). Under way were:"
        unfinished "$log"
    fi
    show_failures "$log"
}

# The tests of whole processes kill, wait and count; they get the machine for themselves. The others share it, two at a time.
run_all() {
    local projects alone shared project
    mapfile -t projects < <(grep -l 'Microsoft.NET.Test.Sdk' Tests/*/*.csproj)
    mapfile -t alone < <(printf '%s\n' "${projects[@]}" | grep -E 'EndToEnd|Browser' || true)
    mapfile -t shared < <(printf '%s\n' "${projects[@]}" | grep -vE 'EndToEnd|Browser' || true)

    rm -rf "$state/test-results"
    mkdir -p "$state/test-results"
    export -f run_one
    export state OPS_TEST_FILTER=$filter
    # shellcheck disable=SC2016 # for the inner shell
    [ ${#shared[@]} -eq 0 ] || printf '%s\0' "${shared[@]}" | xargs -0 -n 1 -P 2 bash -c 'run_one "$1"' run_one || true   # told by what is missing
    # Their processes live for half a minute: compiling their busiest methods a second time takes a quarter of the processor and gains nothing.
    for project in "${alone[@]}"; do DOTNET_TC_CallCounting=0 run_one "$project"; done
    for project in "${projects[@]}"; do report_one "$project"; done
}

need_dotnet
need redis-server:redis-server prometheus:prometheus cc:gcc,libc6-dev ip:iproute2 python3:python3 py/websockets:python3-websockets lynis:lynis node:nodejs npm:npm chromium:chromium curl:curl jq:jq openssl:openssl kubectl:kubernetes-client zsh:zsh fish:fish

step build "all tests"
build test-build OrleansOps.sln
build_agent
export OPS_AGENT_PROGRAM=$native_agent   # what starts an agent in a process of its own starts this one
if [ -z "$filter" ]; then   # for a few tests, what the build gave does
    build_servers
fi
end_compiler
step test "all projects${filter:+, only what has \"$filter\" in its name}"
run_all
all_counted=yes
