#!/usr/bin/env bash
# Gives everything that reads what others wrote inputs made at random near what is right, each for so many minutes: what ./ops test does for seconds.
. "$(dirname "$0")/common.sh"

minutes=10
while [ $# -gt 0 ]; do
    case $1 in
        --minutes)
            [[ ${2:-} =~ ^[1-9][0-9]{0,3}$ ]] || die "--minutes takes a whole number from 1 to 9999, not \"${2:-}\"."
            minutes=$2
            shift 2
            ;;
        *) die "fuzz takes --minutes N, not \"$1\"." ;;
    esac
done

need_dotnet
need redis-server:redis-server cc:gcc,libc6-dev node:nodejs npm:npm
step build "tests (Release)"
for project in Gateway.Tests HostAgent.Tests; do
    build "fuzz-$project" "Tests/$project/$project.csproj"
done
quietly fuzz-npm sh -c 'cd Console && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci; }'

export OPS_FUZZ_SECONDS=$((minutes * 60))
failed=0
look() {
    local name=$1
    shift
    step "$name" "each input for $minutes min; the whole in $state/log/fuzz-$name.log"
    "$@" >"$state/log/fuzz-$name.log" 2>&1 </dev/null || failed=1
    grep -E ' inputs|^ +Failed |OPS_FUZZ_SEED=|Counterexample|seed: ' "$state/log/fuzz-$name.log" | sed 's/^ */           /' | sort -u | head -n 20 || true
}
net() { dotnet test "Tests/$1/$1.csproj" -c Release --no-build -v q --filter "FullyQualifiedName~Fuzz|FullyQualifiedName~ReadSpec_OfAnything" --logger "console;verbosity=detailed"; }

look gateway net Gateway.Tests       # bodies, places in lists, agents' messages
look agent net HostAgent.Tests       # journal; the supervisor's specs, in C with AddressSanitizer
look console sh -c 'cd Console && npx vitest run tests/ansi.test.ts tests/assemble.test.ts tests/folds.test.ts tests/hostile.test.ts'
[ "$failed" -eq 0 ] || die "An input was found that is not read as it should be: see above, and in $state/log. OPS_FUZZ_SEED=N ./ops test TEST begins with it."
say "nothing was found"
