#!/usr/bin/env bash
# Takes a picture of each screen, light, dark and narrow, into docs/images: real hosts, real tasks, Debian's Chromium.
# ./ops screenshots [SCREEN]
. "$(dirname "$0")/common.sh"

need_dotnet
need redis-server:redis-server redis-cli:redis-tools cc:gcc,libc6-dev python3:python3 node:nodejs npm:npm chromium:chromium,fonts-inter,fonts-wqy-microhei
step build "gateway, agent"
build screens-gateway Gateway/Gateway.csproj
build screens-agent HostAgent/HostAgent.csproj
step packages "of the browser tests"
quietly screens-npm sh -c 'cd Tests/Browser && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci; }'

step pictures "into docs/images"
export OPS_SCREEN=${1:-} OPS_BUILDS="$artifacts/bin" OPS_CONFIGURATION=release
quietly screens sh -c 'cd Tests/Browser && npm run --silent screens'
ls -1 docs/images
