#!/usr/bin/env bash
# Builds the load generator and what it measures, and runs it. It starts servers of its own on free ports.
. "$(dirname "$0")/common.sh"

need_dotnet
need redis-server:redis-server cc:gcc,libc6-dev prometheus-node-exporter:prometheus-node-exporter
step build "benchmarks (Release)"
build bench-build ops.d/bench.slnf
build_agent
export OPS_AGENT_PROGRAM=$native_agent

exec dotnet "$(program Bench OrleansOps.Bench)" "$@"
