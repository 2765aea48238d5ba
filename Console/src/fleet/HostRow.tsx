import { memo } from "../app/memo.ts";
import type { AgentView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { bytes } from "../time/format.ts";
import { Time } from "../time/Time.tsx";
import { hostsWith, Labels } from "../ui/Labels.tsx";
import { Meter } from "../ui/Meter.tsx";
import { Sparkline } from "../ui/Sparkline.tsx";
import { stateOf } from "./FleetFilter.ts";
import { fullestDisk } from "./fullestDisk.ts";
import { HostDot } from "./HostDot.tsx";

interface HostRowProps { host: AgentView; index: number; current: boolean; chosen: boolean; choose: (id: string, index: number, range: boolean) => void; recent: readonly number[] }

export const HostRow = memo(function HostRow({ host, index, current, chosen, choose, recent }: HostRowProps) {
  const [load, facts] = [host.load, host.facts];
  const disk = fullestDisk(load?.disks);
  return (
    <div class={`row host-row${current ? " current" : ""}${chosen ? " chosen" : ""}${host.state === "online" ? "" : " away"}`} role="row" id={`row-${index}`} aria-rowindex={index + 2} aria-selected={chosen}>
      <span class="cell cell-check" role="gridcell">
        <input type="checkbox" checked={chosen} tabIndex={-1} aria-label={t("choose", { name: host.name })} onClick={event => choose(host.id, index, event.shiftKey)} />
      </span>
      <span class="cell cell-host" role="gridcell">
        <HostDot host={host} text={stateOf(host) !== "online"} />
        <a class="row-link" href={`/hosts/${encodeURIComponent(host.id)}`} tabIndex={-1}>{host.name}</a>
        <Labels labels={host.labels} most={3} href={hostsWith} tabIndex={-1} />
      </span>
      <span class="cell cell-load" role="gridcell">
        <Sparkline values={recent} most={facts?.cpus} label={t("loadOf", { value: load?.load?.[0]?.toFixed(2) ?? "–" })} />
        <span class="number">{load?.load?.[0]?.toFixed(2) ?? "–"}</span>
      </span>
      <span class="cell cell-memory" role="gridcell">
        {facts && load?.memoryUsedBytes !== undefined ? <Meter used={load.memoryUsedBytes} total={facts.memoryBytes} text={bytes(load.memoryUsedBytes)} label={t("memory")} /> : <span class="faint">–</span>}
      </span>
      <span class="cell cell-disk" role="gridcell">
        {disk ? <Meter used={disk.usedBytes} total={disk.totalBytes} text={`${Math.round((disk.usedBytes / disk.totalBytes) * 100)} %`} label={disk.mount} /> : <span class="faint">–</span>}
      </span>
      <span class="cell cell-tasks number" role="gridcell">
        <span class={host.running ? "" : "faint"} title={t("runningTasks")}>{host.running}</span>
        <span class="faint" title={t("slots")}> / {host.slots}</span>
        {host.queued > 0 && <span class="waiting" title={t("queuedTasks")}>+{host.queued}</span>}
      </span>
      <span class="cell cell-version faint" role="gridcell" title={`${host.version ?? "–"}, ${t("protocol")} ${host.protocol}`}>{host.version?.split("+")[0] ?? "–"}</span>
      <span class="cell cell-seen faint" role="gridcell">{host.state === "online" ? t("now") : <Time at={host.lastSeenAt} />}</span>
    </div>
  );
});
