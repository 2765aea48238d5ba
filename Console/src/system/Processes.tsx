import type { ProcessState } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { bytes } from "../time/format.ts";
import { Elapsed } from "../time/Elapsed.tsx";
import { Time } from "../time/Time.tsx";

interface Process { name: string; address?: string; state: ProcessState; since: string; lastSeenAt?: string; version?: string; memoryBytes?: number }

/** Figures of a list that has none: the columns of both lists stand beneath each other. */
const none = [false, false] as const;

/** Silos or gateways, one a row: how each is, its version and memory, its own figures, and since when it runs or was last seen. */
export function Processes<T extends Process>({ title, of, figures = () => none }: { title: string; of: readonly T[]; figures?: (process: T) => readonly (string | false)[] }) {
  const running = of.filter(process => process.state === "active").length;
  return (
    <section class="card" aria-label={title}>
      <header><h2>{title}</h2><span class="count">{running === of.length ? running : `${running} / ${of.length}`}</span></header>
      {of.length === 0 ? <p class="faint">{t("noneKnown")}</p> : (
        <ul class="processes">{of.map(process => (
          <li key={`${process.name} ${process.address ?? ""}`} class={process.state === "gone" ? "gone" : ""}>
            <span class={`dot process-${process.state}`}><i aria-hidden="true" />{t(`process_${process.state}`)}</span>
            <span class="mono process-name" title={process.address}>{process.name}</span>
            <span class="faint">{process.version}</span>
            <span class="number">{process.memoryBytes !== undefined && process.state !== "gone" && bytes(process.memoryBytes)}</span>
            {figures(process).map((figure, i) => <span key={i} class="number">{process.state !== "gone" && figure}</span>)}
            <span class="faint process-since">{process.lastSeenAt ? <>{t("lastSeen")} <Time at={process.lastSeenAt} /></> : <>{t("uptime")} <Elapsed from={process.since} /></>}</span>
          </li>))}</ul>)}
    </section>
  );
}
