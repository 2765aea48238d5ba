#!/bin/sh
# Plans or applies on a host, as a task of a run. Its variables: TF_RUN_URL (where code and plan are), TF_RUN_PROGRAM,
# TF_RUN_DESTROY, TF_RUN_PLAN_SHA256, and TF_HTTP_* as Terraform's backend "http" reads them.
set -u
umask 077
step=$1
plan=ops.tfplan
ended=
trap 'ended=yes' INT TERM   # Terraform hears the signal too, and stops by itself; what it leaves is still brought home

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

go_on() {
  [ -z "$ended" ] || fail 'Ended by a signal.'
}

# call FILE CURL-ARGUMENT...   The answer goes into the file. The token goes by standard input: others may list the arguments of a process.
call() {
  answer=$1
  shift
  status=$(printf 'user = "run:%s"\n' "$TF_HTTP_PASSWORD" | curl -sS -K - ${ca:+--cacert "$ca"} --retry 100 --retry-connrefused --retry-delay 2 --retry-max-time 300 -o "$answer" -w '%{http_code}' "$@") \
    || fail "This host does not reach $TF_RUN_URL: the address at which hosts reach the gateway is said by Gateway:Terraform:Address."
  case $status in
    2*) ;;
    *)
      cat "$answer" >&2
      fail "The gateway answered $status."
      ;;
  esac
}

for tool in curl tar gzip sha256sum "$TF_RUN_PROGRAM"; do
  command -v "$tool" > /dev/null 2>&1 || fail "This host has no $tool, which a run of Terraform needs."
done

work=$(pwd)
ca=
if [ -n "${TF_HTTP_CLIENT_CA_CERTIFICATE_PEM:-}" ]; then
  ca=$work/ca.pem
  printf '%s\n' "$TF_HTTP_CLIENT_CA_CERTIFICATE_PEM" > "$ca"
fi

mkdir code
if [ "$step" = plan ]; then
  call code.tgz "$TF_RUN_URL/code"
else
  call code.tgz "$TF_RUN_URL/plan"
  printf '%s  code.tgz\n' "$TF_RUN_PLAN_SHA256" | sha256sum -c - > /dev/null 2>&1 || fail 'What came is not the plan that was confirmed. Nothing was applied.'
fi

tar -xzof code.tgz -C code || fail 'The code is no archive that tar can read.'
rm code.tgz
cd code || exit 1
printf 'terraform {\n  backend "http" {}\n}\n' > ops_backend_override.tf
go_on
"$TF_RUN_PROGRAM" init -input=false -no-color || exit
go_on

if [ "$step" = plan ]; then
  # Nothing is written, so nothing need be locked: that the state is still the same is looked at before the apply.
  "$TF_RUN_PROGRAM" plan -input=false -no-color -lock=false -detailed-exitcode -out="$plan" ${TF_RUN_DESTROY:+-destroy}
  code=$?
  case $code in
    0) changes=false ;;
    2) changes=true ;;
    *) exit "$code" ;;
  esac
  go_on
  "$TF_RUN_PROGRAM" show -json "$plan" > "$work/changes.json" || exit
  tar -czf "$work/plan.tgz" --exclude=./.terraform/providers . || exit
  go_on
  call "$work/answer" -T "$work/changes.json" -H 'Content-Type: application/json' "$TF_RUN_URL/changes"
  call "$work/answer" -T "$work/plan.tgz" -H 'Content-Type: application/gzip' "$TF_RUN_URL/plan?changes=$changes"
  exit 0
fi

"$TF_RUN_PROGRAM" apply -input=false -no-color -lock-timeout=60s "$plan"
code=$?
if [ -s errored.tfstate ]; then
  printf 'The state that Terraform could not store is sent again.\n' >&2
  call "$work/answer" -X POST --data-binary @errored.tfstate -H 'Content-Type: application/json' "$TF_HTTP_ADDRESS"
  printf 'It is stored.\n' >&2
fi
exit "$code"
