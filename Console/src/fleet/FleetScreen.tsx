import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import { go, place } from "../app/route.ts";
import { useValue } from "../app/useValue.ts";
import { t } from "../i18n/t.ts";
import { chosenHosts } from "../run/chosenHosts.ts";
import { Button } from "../ui/Button.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { useCursor } from "../ui/useCursor.ts";
import { useKeys } from "../ui/useKeys.ts";
import { useNarrow } from "../ui/useNarrow.ts";
import { VirtualRows } from "../ui/VirtualRows.tsx";
import { AddHost } from "./AddHost.tsx";
import { FirstSteps } from "./FirstSteps.tsx";
import { FleetHead } from "./FleetHead.tsx";
import { matches, readFilter, sorted, stateOf, writeFilter, type FleetFilter } from "./FleetFilter.ts";
import { HostRow } from "./HostRow.tsx";
import { loadTrail } from "./loadTrail.ts";
import { useFleet } from "./useFleet.ts";

export function FleetScreen() {
  const { hosts, loaded, error, connected } = useFleet();
  const { search } = useValue(place);
  const filter = readFilter(search);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [adding, setAdding] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const lastChosen = useRef(-1);
  const guiding = useRef(false);
  const narrow = useNarrow();
  const shown = useMemo(() => sorted(hosts.filter(host => matches(host, filter)), filter.sort), [hosts, search]);
  const change = (part: Partial<FleetFilter>) => go(`/fleet${writeFilter({ ...filter, ...part })}`, { replace: true });
  const run = () => {
    const at = shown[cursor];
    chosenHosts.set(chosen.size > 0 ? [...chosen] : at ? [at.id] : []);
    go("/run");
  };
  const choose = (id: string, index: number, range: boolean) => {
    const next = new Set(chosen);
    const on = !next.has(id);
    const from = range && lastChosen.current >= 0 ? lastChosen.current : index;
    for (let i = Math.min(from, index); i <= Math.max(from, index); i++) {
      const each = shown[i]?.id;
      if (each) {
        if (on) next.add(each); else next.delete(each);
      }
    }

    lastChosen.current = index;
    setChosen(next);
  };
  // The rows keep the same function: those of which nothing has changed are not drawn again.
  const chooseNow = useRef(choose);
  chooseNow.current = choose;
  const chooseRow = useCallback((id: string, index: number, range: boolean) => chooseNow.current(id, index, range), []);
  const { cursor, onKey } = useCursor({
    count: shown.length, open: index => go(`/hosts/${encodeURIComponent(shown[index]!.id)}`), toggle: index => choose(shown[index]!.id, index, false),
  });
  useKeys({ "/": () => box.current?.focus(), a: () => setChosen(new Set(shown.map(host => host.id))), Escape: () => setChosen(new Set()), r: run });

  const count = (state: string) => hosts.filter(host => stateOf(host) === state).length;
  if (!loaded) {
    return <Screen title={t("fleet")} name={t("fleet")}>{error ? <Failed error={error} /> : <Loading />}</Screen>;
  }

  if (hosts.length === 0 || guiding.current) {
    guiding.current = true;
    return <Screen title={t("welcome")} name={t("fleet")}><FirstSteps done={() => { guiding.current = false; setChosen(new Set()); }} /></Screen>;
  }

  return (
    <Screen title={<>{t("fleet")} <span class="count">{hosts.length.toLocaleString()}</span></>} name={t("fleet")} class="full"
      actions={<>
        {!connected && <span class="badge warn" role="status">{t("reconnecting")}</span>}
        <Button icon="plus" onClick={() => setAdding(true)}>{t("addHost")}</Button>
      </>}>
      <div class="toolbar">
        <label class="search">
          <Icon name="search" />
          <input ref={box} type="search" value={filter.text} placeholder={t("filterHosts")} aria-label={t("filterHosts")} spellcheck={false}
            onInput={event => change({ text: event.currentTarget.value })} />
          <kbd>/</kbd>
        </label>
        <Segmented label={t("state")} value={filter.state} onChange={state => change({ state })} options={[
          { value: "", text: t("all") },
          { value: "online", text: `${t("host_online")} ${count("online")}` },
          { value: "offline", text: `${t("host_offline")} ${count("offline")}` },
          ...(count("never") ? [{ value: "never" as const, text: `${t("host_never")} ${count("never")}` }] : []),
          ...(count("draining") ? [{ value: "draining" as const, text: `${t("host_draining")} ${count("draining")}` }] : []),
        ]} />
        <span class="toolbar-end faint number" aria-live="polite">{shown.length === hosts.length ? "" : t("ofHosts", { n: shown.length, all: hosts.length })}</span>
      </div>
      {shown.length === 0
        ? <Notice icon="filter" title={t("noHostMatches")}><Button onClick={() => change({ text: "", state: "" })}>{t("clearFilter")}</Button></Notice>
        : <VirtualRows count={shown.length} rowHeight={narrow ? 76 : 44} label={t("fleet")} cursor={cursor} onKey={onKey} columns={8}
            head={<FleetHead sort={filter.sort} onSort={sort => change({ sort })} allChosen={chosen.size > 0 && shown.every(host => chosen.has(host.id))}
              onAll={on => setChosen(on ? new Set(shown.map(host => host.id)) : new Set())} />}
            row={index => <HostRow key={shown[index]!.id} host={shown[index]!} index={index} current={index === cursor} chosen={chosen.has(shown[index]!.id)} choose={chooseRow} recent={loadTrail(shown[index]!)} />} />}
      {chosen.size > 0 && (
        <div class="selection-bar" role="region" aria-label={t("selection")}>
          <span>{t("hostsChosen", { n: chosen.size })}</span>
          <Button kind="primary" icon="run" onClick={run}>{t("runOnThese")}</Button>
          <Button kind="quiet" icon="close" label={t("clearSelection")} onClick={() => setChosen(new Set())} />
        </div>
      )}
      {adding && <AddHost onClose={() => setAdding(false)} />}
    </Screen>
  );
}
