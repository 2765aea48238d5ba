import type { AgentView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { bytes, duration } from "../time/format.ts";
import { Time } from "../time/Time.tsx";
import { Fact } from "../ui/Fact.tsx";
import { hostsWith, Labels } from "../ui/Labels.tsx";
import { Meter } from "../ui/Meter.tsx";
import { shortVersions } from "../ui/shortVersions.ts";

export function HostFacts({ host }: { host: AgentView }) {
  const { facts, load } = host;
  return (
    <section class="card" aria-label={t("facts")}>
      <dl class="facts">
        <Fact name={t("tasks")}><span class="number">{host.running} / {host.slotsNow}{host.queued > 0 ? ` +${host.queued}` : ""}</span>{host.throttled && <small class="bad block">{t(`throttled_${host.throttled.cause}`, { percent: host.throttled.percent })}</small>}</Fact>
        <Fact name={t("lastSeen")}>{host.state === "online" ? t("now") : <Time at={host.lastSeenAt} />}</Fact>
        <Fact name={t("connectedSince")}><Time at={host.connectedAt} as="exact" /></Fact>
        <Fact name={t("enrolled")}><Time at={host.enrolledAt} as="exact" /></Fact>
        <Fact name={t("version")}><span title={host.version}>{shortVersions(host.version ?? "–")}</span> <span class="faint">{t("protocol")} {host.protocol}</span></Fact>
        {facts && <Fact name={t("os")} wide>{facts.os} <span class="faint">{facts.kernel} {facts.architecture}</span></Fact>}
        {facts && <Fact name={t("processors")}><span class="number">{facts.cpus}</span>{load?.cpuPercent !== undefined && <span class="faint number"> {load.cpuPercent.toFixed(0)} %</span>}</Fact>}
        {load?.load && <Fact name={t("load")}><span class="number">{load.load.map(value => value.toFixed(2)).join("  ")}</span></Fact>}
        {facts && <Fact name={t("memory")}>{load?.memoryUsedBytes !== undefined
          ? <Meter used={load.memoryUsedBytes} total={facts.memoryBytes} text={`${bytes(load.memoryUsedBytes)} / ${bytes(facts.memoryBytes)}`} label={t("memory")} /> : bytes(facts.memoryBytes)}</Fact>}
        {load?.disks?.map(disk => (
          <Fact key={disk.mount} name={`${t("disk")} ${disk.mount}`}><Meter used={disk.usedBytes} total={disk.totalBytes} text={`${bytes(disk.usedBytes)} / ${bytes(disk.totalBytes)}`} label={disk.mount} /></Fact>))}
        {load?.uptimeSeconds !== undefined && <Fact name={t("uptime")}>{duration(load.uptimeSeconds)}</Fact>}
        {facts && facts.addresses.length > 0 && <Fact name={t("addresses")}><span class="mono">{facts.addresses.join(", ")}</span></Fact>}
        {facts?.only && <Fact name={t("runsOnly")}><code>{facts.only.join(", ")}</code></Fact>}
        {facts?.commands && <Fact name={t("commands")} wide><code>{facts.commands.join(" ")}</code></Fact>}
        {facts && facts.hostName !== host.name && <Fact name={t("hostName")}><span class="mono">{facts.hostName}</span></Fact>}
        <Fact name={t("hostId")}><span class="mono">{host.id}</span></Fact>
        {Object.keys(host.labels).length > 0 && <Fact name={t("labels")}><Labels labels={host.labels} href={hostsWith} /></Fact>}
        {host.hostLabels && <Fact name={t("hostLabels")}><Labels labels={host.hostLabels} /></Fact>}
      </dl>
    </section>
  );
}
