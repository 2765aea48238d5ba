import { useMemo, useState } from "preact/hooks";
import type { AgentView } from "../api/types.ts";
import { HostDot } from "../fleet/HostDot.tsx";
import { matches } from "../fleet/FleetFilter.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Labels } from "../ui/Labels.tsx";

interface TargetsProps { hosts: readonly AgentView[]; chosen: readonly string[]; onChange: (ids: readonly string[]) => void }

const preview = 60;

/** Which hosts a run goes to: chosen one by one, or all that a filter finds. */
export function Targets({ hosts, chosen, onChange }: TargetsProps) {
  const [text, setText] = useState("");
  const set = useMemo(() => new Set(chosen), [chosen]);
  const found = useMemo(() => hosts.filter(host => (text ? matches(host, { text, state: "" }) : true)), [hosts, text]);
  const listed = useMemo(() => (text ? found : [...found].sort((a, b) => Number(set.has(b.id)) - Number(set.has(a.id)))).slice(0, preview), [found, text === "" && set]);
  const away = hosts.filter(host => set.has(host.id) && host.state !== "online").length;
  const toggle = (id: string) => onChange(set.has(id) ? chosen.filter(other => other !== id) : [...chosen, id]);
  const missing = found.filter(host => !set.has(host.id));
  return (
    <section class="targets card" aria-label={t("targets")}>
      <header>
        <h2>{t("targets")}</h2>
        <span class="count" aria-live="polite">{t("hostsChosen", { n: chosen.length })}</span>
      </header>
      <label class="search">
        <Icon name="search" />
        <input type="search" value={text} placeholder={t("filterHosts")} aria-label={t("filterHosts")} spellcheck={false} onInput={event => setText(event.currentTarget.value)} />
      </label>
      <div class="targets-actions">
        {missing.length > 0 && <Button kind="quiet" onClick={() => onChange([...chosen, ...missing.map(host => host.id)])}>{t("chooseFound", { n: missing.length })}</Button>}
        {chosen.length > 0 && <Button kind="quiet" onClick={() => onChange([])}>{t("clear")}</Button>}
      </div>
      <ul class="target-list">
        {listed.map(host => (
          <li key={host.id}>
            <label class={set.has(host.id) ? "chosen" : ""}>
              <input type="checkbox" checked={set.has(host.id)} onClick={() => toggle(host.id)} />
              <HostDot host={host} />
              <span class="target-name">{host.name}</span>
              <Labels labels={host.labels} most={2} />
            </label>
          </li>
        ))}
        {found.length > preview && <li class="faint more">{t("andMore", { n: found.length - preview })}</li>}
        {found.length === 0 && <li class="faint more">{t(hosts.length ? "noHostMatches" : "noHostYet")}</li>}
      </ul>
      {away > 0 && <p class="hint"><Icon name="clock" />{t("awayTargets", { n: away })}</p>}
    </section>
  );
}
