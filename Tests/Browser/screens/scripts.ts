/** What the pictures show: output as it is on real hosts. */
export const deploy = String.raw`#!/usr/bin/env bash
set -euo pipefail
release=${"${RELEASE:-41}"}

echo "##[group]Resolve packages"
for name in cart checkout search; do
  printf '  \033[2mresolve\033[0m %-10s \033[36m%s.0\033[0m\n' "$name" "$release"
done
echo "##[endgroup]"

echo "##[command]shop-deploy --release $release --canary 10%"
printf '\033[1mDeploying release %s\033[0m to \033[34m%s\033[0m\n' "$release" "${"${HOST:-$(hostname)}"}"
for step in stop unpack migrate start; do
  printf '\033[32m✓\033[0m %-8s \033[2m%s ms\033[0m\n' "$step" "$((RANDOM % 400 + 20))"
  sleep 0.05
done
for percent in 10 35 60 85 100; do
  printf '\rwarming caches %3s%%' "$percent"; sleep 0.05
done
echo
echo "curl: (22) health check answered 503, trying again" >&2
sleep 0.2
printf '\033[32mhealthy\033[0m after 2 tries\n'
echo "##[warning]3 old releases are kept; the disk has room for 5"
for i in $(seq 1 14); do
  printf '%s \033[38;5;244mshop.web\033[0m \033[38;5;%sm%-5s\033[0m request %s answered in \033[33m%s ms\033[0m\n' "$(date +%T)" "$((i % 2 ? 76 : 214))" "$([ $((i % 2)) = 1 ] && echo INFO || echo WARN)" "$i" "$((RANDOM % 90 + 3))"
done
`;

export const nightly = String.raw`
echo "##[group]Dump"
for table in customers orders orders_archive items invoices stock; do
  for part in 1 2 3 4 5 6; do echo "dump $table part $part of 6: $((RANDOM * 3)) rows"; done
done
echo "##[endgroup]"
echo "checksum of orders.sql.zst: $(echo orders | sha256sum | cut -c1-40)"
echo "uploaded 6 tables"
`;

export const report = String.raw`
import shutil
for path in ("/", "/tmp", "/var"):
    use = shutil.disk_usage(path)
    print(f"{path:<8} {use.used / use.total:6.1%} of {use.total / 2**30:,.0f} GB")
`;

export const rollout = String.raw`#!/usr/bin/env bash
# Rolls a release out and waits until the shop answers.
set -euo pipefail
release=${"${RELEASE:-41}"}

systemctl --user stop shop
tar -C /srv/shop -xf "/srv/releases/shop-$release.tar.zst"
shop-migrate --to "$release"
systemctl --user start shop

for try in 1 2 3 4 5; do
  curl -fsS http://127.0.0.1:8080/health && exit 0
  sleep "$try"
done
echo "##[error]release $release does not answer" >&2
exit 1
`;
