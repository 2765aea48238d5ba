#!/usr/bin/env bash
# Builds and starts Redis, the control plane and one agent on this machine, and shows a task running. The control plane is one gateway with its silo
# inside, or, with --silos, processes of their own.
# Each part that runs already is left alone, so that starting twice, or again after a half-failed start, is harmless.
. "$(dirname "$0")/common.sh"

opsctl=$state/opsctl

# opsctl as it was built here, logged in by its environment: a login that the operator has elsewhere stays as it is.
write_opsctl() {
    cat >"$opsctl" <<SH
#!/bin/sh
export OPSCTL_SERVER="\${OPSCTL_SERVER:-$(gateway_addresses)}"
export OPSCTL_TOKEN_FILE="\${OPSCTL_TOKEN_FILE:-$admin_token}"
exec dotnet "$(program Cli opsctl)" "\$@"
SH
    chmod +x "$opsctl"
    write_completions "$opsctl" "$state/share"
}

run_demo() {
    step demo "opsctl run --on $(hostname) --script ops.d/demo-task.sh"
    "$opsctl" run --on "$(agent_id)" --script ops.d/demo-task.sh </dev/null || die "the demo task failed; ./ops logs shows what gateway and agent say."
}

summary() {
    local name
    cat <<TEXT

OrleansOps runs: $(shape_text "$shape_silos" "$shape_gateways").
$(for name in $(gateway_names); do printf '  console      %s/ (log in with the admin token)\n' "$(address_of "$name")"; done)
  API          $(address_of "$(gateway_names | head -n 1)")/api/v1
  OpenAPI      $(address_of "$(gateway_names | head -n 1)")/openapi/v1.json
  admin token  $admin_token
Try next:
  ${opsctl#"$root"/} hosts
  ${opsctl#"$root"/} run --on $(hostname) -- uname -a
  ${opsctl#"$root"/} tasks
  $(load_completions "$state/share")    (then Tab completes commands, hosts and tasks)
  ./ops status
  ./ops down
TEXT
}

# What is up already decides, and a second `up` starts of it what has ended. Another shape is asked for in words: changing over stops every
# gateway for a moment, which must not happen because somebody left out an argument.
settle_shape() {
    local silos=${1:-} gateways=${2:-}
    if read_shape; then
        [ -n "$silos$gateways" ] || return 0
        [ "${silos:-$shape_silos} ${gateways:-$shape_gateways}" = "$shape_silos $shape_gateways" ] || ! something_runs || die \
            "up here: $(shape_text "$shape_silos" "$shape_gateways") (./ops status). For another shape: ./ops down, then $(up_command "${silos:-0}" "${gateways:-1}"). Tasks run on meanwhile, and what is stored stays."
    fi
    shape_silos=${silos:-0} shape_gateways=${gateways:-1}
}

fsync=everysec
demo=yes
silos=
gateways=
while [ $# -gt 0 ]; do
    case $1 in
        --fsync)
            fsync=${2:?--fsync takes everysec or always}
            shift
            ;;
        --silos)
            silos=${2:?--silos takes a number}
            shift
            ;;
        --gateways)
            gateways=${2:?--gateways takes a number}
            shift
            ;;
        --no-demo) demo= ;;
        *) die "up takes --silos N, --gateways N, --fsync everysec|always and --no-demo, not \"$1\"." ;;
    esac
    shift
done
case $fsync in everysec | always) ;; *) die "--fsync takes everysec or always, not \"$fsync\"." ;; esac

[[ ${silos:-1} =~ ^[0-9]$ ]] || die "--silos takes 0 to 9, not \"$silos\". 0 is one gateway with its silo inside."
[[ ${gateways:-1} =~ ^[1-9]$ ]] || die "--gateways takes 1 to 9, not \"$gateways\"."

take_turn
settle_shape "$silos" "$gateways"
[ "$shape_silos" -gt 0 ] || [ "$shape_gateways" -eq 1 ] || die "several gateways need silos of their own: $(up_command 2 "$shape_gateways")."
need_dotnet
need redis-server:redis-server cc:gcc,libc6-dev
if [ -z "${OPS_BUILT:-}" ]; then   # set by whoever has just built it
    step build "silo, gateway, agent and opsctl (Release)"
    build up-build ops.d/product.slnf
    build_agent
    agent_program=("$native_agent")
elif [ -n "${OPS_AGENT_PROGRAM:-}" ]; then
    agent_program=("$OPS_AGENT_PROGRAM")
else
    agent_program=(dotnet "$(program HostAgent ops-agent)")
fi
keep_shape
start_redis "$fsync"
start_silos
start_gateways
start_agent
write_opsctl
[ -z "$demo" ] || run_demo
summary
