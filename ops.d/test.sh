#!/usr/bin/env bash
# Installs what the tests need, builds them, runs them, and ends with the count.
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

# One project. Called through xargs, hence by name and with everything in its environment.
run_one() {
    local project=$1 name status=0 temporary
    name=$(basename "$project" .csproj)
    temporary=$(mktemp -d /tmp/ops-run.XXXXXX)   # the SDK and killed processes leave things behind; short, for the sockets in it
    # The signals as a terminal gives them: started in the background, a shell has them ignored, and so would all that the tests interrupt.
    TMPDIR=$temporary env --default-signal=HUP,INT,QUIT dotnet test "$project" -c Release --no-build -v q \
        ${OPS_TEST_FILTER:+--filter "FullyQualifiedName~$OPS_TEST_FILTER"} \
        --results-directory "$state/test-results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
        --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none >"$state/log/test-$name.log" 2>&1 </dev/null || status=$?
    rm -rf "$temporary"
    echo "$status" >"$state/test-results/$name.status"
}

# counter FILE NAME: one number of a project's result file; 0 if there is none.
counter() {
    local number
    number=$(grep -o '<Counters [^>]*>' "$1" 2>/dev/null | grep -o " $2=\"[0-9]*" | grep -o '[0-9]*$') || number=0
    printf '%s' "$number"
}

# What failed and where in our own code; the whole of it is in the log.
show_failures() {
    say "--- $1" >&2
    grep -vE '^ +at .*\)$|^Results File|^Data collector|^A total of|^Test run for|^\[xUnit' "$1" | cut -c1-2000 | head -n 150 >&2
    say "---" >&2
}

report_one() {
    local name trx good total status
    name=$(basename "$1" .csproj)
    trx=$state/test-results/$name.trx
    good=$(counter "$trx" passed)
    total=$(counter "$trx" total)
    status=$(cat "$state/test-results/$name.status")
    passed=$((passed + good))
    failed=$((failed + total - good))
    printf '%-26s %5s of %s passed\n' "$name" "$good" "$total"
    if [ "$total" -eq 0 ] && [ -z "$filter" ]; then
        step "$name" "ran no test"
        failed=$((failed + 1))
    fi
    [ "$status" -ne 0 ] || return 0

    if [ "$good" = "$total" ]; then
        step "$name" "did not run to its end"
        failed=$((failed + 1))
    fi
    show_failures "$state/log/test-$name.log"
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
    [ ${#shared[@]} -eq 0 ] || printf '%s\0' "${shared[@]}" | xargs -0 -n 1 -P 2 bash -c 'run_one "$1"' run_one
    for project in "${alone[@]}"; do run_one "$project"; done
    for project in "${projects[@]}"; do report_one "$project"; done
}

need_dotnet
need redis-server:redis-server cc:gcc,libc6-dev python3:python3 lynis:lynis node:nodejs npm:npm chromium:chromium

step build "all tests"
build test-build OrleansOps.sln
step test "all projects${filter:+, only what has \"$filter\" in its name}"
run_all

say "$passed passed, $failed failed"
if [ "$failed" -ne 0 ] || [ "$passed" -eq 0 ]; then exit 1; fi
