import { useMemo, useState } from "preact/hooks";
import type { AgentView } from "../api/types.ts";
import { HostDot } from "../fleet/HostDot.tsx";
import { matches, stateOf } from "../fleet/FleetFilter.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Labels } from "../ui/Labels.tsx";

interface TargetsProps { hosts: readonly AgentView[]; chosen: readonly string[]; onChange: (ids: readonly string[]) => void; problem: string | undefined }

const preview = 60;
const mostChips = 12;

/** Which hosts a run goes to: chosen one by one, or all that a filter finds. A list whose rows stay where they are while one chooses: the chosen stand above it. */
export function Targets({ hosts, chosen, onChange, problem }: TargetsProps) {
  const [text, setText] = useState("");
  const set = useMemo(() => new Set(chosen), [chosen]);
  const found = useMemo(() => hosts.filter(host => (text ? matches(host, { text, state: "" }) : true)), [hosts, text]);
  const picked = useMemo(() => hosts.filter(host => set.has(host.id)), [hosts, set]);
  const away = picked.filter(host => host.state !== "online").length;
  const draining = picked.filter(host => stateOf(host) === "draining").length;
  const toggle = (id: string) => onChange(set.has(id) ? chosen.filter(other => other !== id) : [...chosen, id]);
  const missing = found.filter(host => !set.has(host.id));
  return (
    <section class="targets card" aria-label={t("targets")}>
      <header>
        <h2>{t("targets")}</h2>
        <span class="count" aria-live="polite">{t("hostsChosen", { n: chosen.length })}</span>
      </header>
      {problem && <p class="error" id="run-targets-help">{problem}</p>}
      {picked.length > 0 && (
        <ul class="chips" aria-label={t("selection")}>
          {picked.slice(0, mostChips).map(host => (
            <li key={host.id}><span>{host.name}</span><button type="button" aria-label={t("unchoose", { name: host.name })} title={t("unchoose", { name: host.name })} onClick={() => toggle(host.id)}><Icon name="close" size={10} /></button></li>
          ))}
          {picked.length > mostChips && <li class="faint">+{picked.length - mostChips}</li>}
        </ul>
      )}
      {away > 0 && <p class="hint"><Icon name="clock" />{t("awayTargets", { n: away })}</p>}
      {draining > 0 && <p class="hint"><Icon name="pause" />{t("drainingTargets", { n: draining })}</p>}
      <label class="search">
        <Icon name="search" />
        <input id="run-targets" type="search" value={text} placeholder={t("filterHosts")} aria-label={t("filterHosts")} spellcheck={false} aria-invalid={problem !== undefined} aria-describedby={problem ? "run-targets-help" : undefined} onInput={event => setText(event.currentTarget.value)} />
      </label>
      <div class="targets-actions">
        {missing.length > 0 && <Button kind="quiet" onClick={() => onChange([...chosen, ...missing.map(host => host.id)])}>{t("chooseFound", { n: missing.length })}</Button>}
        {chosen.length > 0 && <Button kind="quiet" onClick={() => onChange([])}>{t("clear")}</Button>}
      </div>
      <ul class="target-list" tabIndex={-1}>
        {found.slice(0, preview).map(host => (
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
    </section>
  );
}
