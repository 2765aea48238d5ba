#!/usr/bin/env bash
# Builds the product and breaks it for a while under load: an installation of its own, random faults from a seed, a verdict.
. "$(dirname "$0")/common.sh"

need_dotnet
need redis-server:redis-server cc:gcc,libc6-dev
step build "soak (Release)"
build soak-build ops.d/bench.slnf
build_agent
export OPS_AGENT_PROGRAM=$native_agent

exec dotnet "$(program Bench OrleansOps.Bench)" soak --state "$state/soak" "$@"
