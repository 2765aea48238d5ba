#!/usr/bin/env bash
# Programs to copy elsewhere. The agent becomes one trimmed file, the command line one native program; gateway and silo one self-contained folder each.
. "$(dirname "$0")/common.sh"

names=()
for word in "$@"; do
    case $word in
        agent | gateway | silo | cli) names+=("$word") ;;
        *) die "publish takes agent, gateway, silo and cli, not \"$word\"." ;;
    esac
done
[ ${#names[@]} -gt 0 ] || names=(agent gateway silo cli)

rid=linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
target=$artifacts/publish

publish() {
    local name=$1 project=$2
    shift 2
    rm -rf "${target:?}/$name"
    quietly "restore-$name" dotnet restore "$project"   # against packages.lock.json, which knows nothing of kinds of machines
    quietly "publish-$name" dotnet publish "$project" -c Release -r "$rid" -o "$target/$name" -v q "$@"
    step "$name" "$target/$name ($(du -sh "$target/$name" | cut -f1))"
    find "$target/$name" -maxdepth 1 -type f -size +64k -printf '           %f %k KB\n' | sort -k2 -rn | head -n 4
}

need_dotnet
need cc:gcc,libc6-dev

for name in "${names[@]}"; do
    case $name in
        agent) publish agent HostAgent/HostAgent.csproj ;;   # its project trims it to one file
        gateway) publish gateway Gateway/Gateway.csproj --self-contained ;;
        silo) publish silo Silo/Silo.csproj --self-contained ;;
        cli)
            publish cli Cli/Cli.csproj   # its project compiles it ahead of time
            write_completions "$target/cli/opsctl" "$target/cli/share"
            say "           completions in share/, for /usr/local/share; here and now: $(load_completions "$target/cli/share")"
            ;;
    esac
done
