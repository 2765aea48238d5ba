import { useState } from "preact/hooks";
import { agentHistory } from "../api/agents.ts";
import { ApiError } from "../api/ApiError.ts";
import type { HistoryPoint } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { bytes } from "../time/format.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { Chart } from "./Chart.tsx";
import { niceTop, type ChartLine } from "./chartMath.ts";

/** CPU, memory, load and network of the last hours. */
export function HostCharts({ id, stale, cpus, memory }: { id: string; stale: boolean; cpus: number | undefined; memory: number | undefined }) {
  const [hours, setHours] = useState<"1" | "6" | "24">("1");
  const { data, error } = useLoad(signal => agentHistory(id, Number(hours), signal), [id, hours], 10_000);
  if (error instanceof ApiError && error.status === 404) {
    return null; // a gateway that keeps no history
  }

  const to = Date.now();
  const from = to - Number(hours) * 3_600_000;
  const line = (name: string, pick: (point: HistoryPoint) => number | undefined): ChartLine => ({
    name, points: (data?.points ?? []).flatMap(point => { const value = pick(point); return value === undefined || value === null ? [] : [{ at: Date.parse(point.at), value }]; }),
  });
  const time = { from, to, stale, step: (data?.stepSeconds ?? 10) * 1_000, empty: data ? t("noHistoryYet") : error ? error.message : t("loading") };
  return (
    <section class="charts-section" aria-label={t("charts")}>
      <header class="section-head"><h2>{t("charts")}</h2>
        <Segmented label={t("span")} value={hours} onChange={setHours} options={(["1", "6", "24"] as const).map(value => ({ value, text: t("unit_h", { n: value }) }))} />
      </header>
      <div class="charts">
        <Chart title="CPU" {...time} top={100} format={value => `${value.toFixed(0)} %`} lines={[line("CPU", point => point.cpuPercent)]} />
        <Chart title={t("memory")} {...time} top={memory} format={bytes} lines={[line(t("memory"), point => point.memoryUsedBytes)]} />
        <Chart title={t("load")} {...time} top={cpus && niceTop(Math.max(cpus, ...(data?.points ?? []).map(point => point.load1 ?? 0)))} format={value => value.toFixed(2)} lines={[line(t("load"), point => point.load1)]} />
        <Chart title={t("network")} {...time} format={value => `${bytes(value)}/s`} lines={[line(t("received"), point => point.rxBytesPerSecond), line(t("sentBytes"), point => point.txBytesPerSecond)]} />
      </div>
    </section>
  );
}
