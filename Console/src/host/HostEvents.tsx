import { agentEvents } from "../api/agents.ts";
import { ApiError } from "../api/ApiError.ts";
import { said } from "../i18n/said.ts";
import { t } from "../i18n/t.ts";
import type { Key } from "../i18n/t.ts";
import { Time } from "../time/Time.tsx";
import { shortVersions } from "../ui/shortVersions.ts";
import { useLoad } from "../ui/useLoad.ts";

const known = ["connected", "disconnected", "lost", "upgraded", "enrolled", "drained", "resumed", "replaced", "refused", "recovered", "renamed", "labelled", "slotsChanged"];

/** What happened to a host: connected, lost, upgraded. */
export function HostEvents({ id, epoch }: { id: string; epoch: string }) {
  const { data, error } = useLoad(signal => agentEvents(id, signal), [id, epoch], 15_000);
  if (error instanceof ApiError && error.status === 404) {
    return null;
  }

  return (
    <section class="card" aria-label={t("events")}>
      <header><h2>{t("events")}</h2></header>
      {!data ? <div class="skeleton" /> : data.items.length === 0 ? <p class="faint">{t("noEvents")}</p> : (
        <ol class="events">
          {data.items.map(item => (
            <li key={item.at + item.kind} class={`event-${item.kind}`}>
              <i aria-hidden="true" />
              <span><span>{known.includes(item.kind) ? t(`event_${item.kind}` as Key) : item.kind}</span>{item.text && <span class="faint block">{shortVersions(said(item.why, item.text) ?? "")}</span>}</span>
              <span class="faint"><Time at={item.at} /></span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
