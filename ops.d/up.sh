#!/usr/bin/env bash
# Builds and starts Redis, the control plane and one agent on this machine, and shows a task running.
# Each part that runs already is left alone, so that starting twice, or again after a half-failed start, is harmless.
. "$(dirname "$0")/common.sh"

opsctl=$state/opsctl

# opsctl as it was built here, logged in by its environment: a login that the operator has elsewhere stays as it is.
write_opsctl() {
    cat >"$opsctl" <<SH
#!/bin/sh
export OPSCTL_SERVER="\${OPSCTL_SERVER:-$(gateway_address)}"
export OPSCTL_TOKEN_FILE="\${OPSCTL_TOKEN_FILE:-$admin_token}"
exec dotnet "$(program Cli opsctl)" "\$@"
SH
    chmod +x "$opsctl"
}

run_demo() {
    step demo "opsctl run --on $(hostname) --script ops.d/demo-task.sh"
    "$opsctl" run --on "$(agent_id)" --script ops.d/demo-task.sh </dev/null || die "the demo task failed; ./ops logs shows what gateway and agent say."
}

summary() {
    cat <<TEXT

OrleansOps runs.
  console      $(gateway_address)/ (log in with the admin token)
  API          $(gateway_address)/api/v1
  OpenAPI      $(gateway_address)/openapi/v1.json
  admin token  $admin_token
Try next:
  ${opsctl#"$root"/} agents
  ${opsctl#"$root"/} run --on $(hostname) -- uname -a
  ${opsctl#"$root"/} tasks
  ./ops status
  ./ops down
TEXT
}

fsync=everysec
demo=yes
while [ $# -gt 0 ]; do
    case $1 in
        --fsync)
            fsync=${2:?--fsync takes everysec or always}
            shift
            ;;
        --no-demo) demo= ;;
        *) die "up takes --fsync everysec|always and --no-demo, not \"$1\"." ;;
    esac
    shift
done
case $fsync in everysec | always) ;; *) die "--fsync takes everysec or always, not \"$fsync\"." ;; esac

take_turn
need_dotnet
need redis-server:redis-server cc:gcc,libc6-dev
step build "gateway, agent and opsctl (Release)"
build up-build ops.d/product.slnf
start_redis "$fsync"
start_gateway
start_agent
write_opsctl
[ -z "$demo" ] || run_demo
summary
