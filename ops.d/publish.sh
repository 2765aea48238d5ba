#!/usr/bin/env bash
# Programs to copy elsewhere. The agent and the command line become one native program each, the agent as a Debian package too; gateway and silo one self-contained folder each.
. "$(dirname "$0")/common.sh"
. "$root/ops.d/package.sh"

names=()
for word in "$@"; do
    case $word in
        agent | agent-arm64 | gateway | silo | cli) names+=("$word") ;;
        *) die "publish takes agent, agent-arm64, gateway, silo and cli, not \"$word\"." ;;
    esac
done
[ ${#names[@]} -gt 0 ] || names=(agent gateway silo cli)

show() {
    step "$1" "$artifacts/publish/$1 ($(du -sh "$artifacts/publish/$1" | cut -f1))"
    find "$artifacts/publish/$1" -maxdepth 1 -type f -size +64k -printf '           %f %k KB\n' | sort -k2 -rn | head -n 4
}

need_dotnet
need cc:gcc,libc6-dev jq:jq

for name in "${names[@]}"; do
    case $name in
        agent)
            publish_agent
            package_agent agent
            ;;
        agent-arm64)
            [ "$rid" = linux-arm64 ] || need aarch64-linux-gnu-gcc:gcc-aarch64-linux-gnu
            rid=linux-arm64 publish agent-arm64 HostAgent/HostAgent.csproj
            rid=linux-arm64 keep_package agent-arm64
            rid=linux-arm64 package_agent agent-arm64
            ;;
        gateway) publish_gateway ;;
        silo) publish silo Silo/Silo.csproj --self-contained ;;
        cli)
            publish_cli
            write_completions "$artifacts/publish/cli/opsctl" "$artifacts/publish/cli/share"
            ;;
    esac
    show "$name"
    [ "$name" != cli ] || say "           completions in share/, for /usr/local/share; here and now: $(load_completions "$artifacts/publish/cli/share")"
done
