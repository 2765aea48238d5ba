import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { go } from "../app/route.ts";
import { useValue } from "../app/useValue.ts";
import { useFleet } from "../fleet/useFleet.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { chosenHosts } from "./chosenHosts.ts";
import type { Draft } from "./DraftShape.ts";
import { draft as stored } from "./draft.ts";
import { Editor } from "./Editor.tsx";
import { EnvRows } from "./EnvRows.tsx";
import { remember } from "./history.ts";
import { RunHistory } from "./RunHistory.tsx";
import { newRunId, submitAll, type Sent } from "./submission.ts";
import { taskKinds } from "./taskKinds.ts";
import { Targets } from "./Targets.tsx";
import { TimeoutField } from "./TimeoutField.tsx";

export function RunScreen() {
  const { hosts, loaded } = useFleet();
  const draft = useValue(stored);
  const kept = useValue(chosenHosts);
  const [sending, setSending] = useState<Sent[] | null>(null);
  const [failed, setFailed] = useState<Sent[]>([]);
  const [form, setForm] = useState(0);
  const chosen = useMemo(() => (loaded ? kept.filter(id => hosts.some(host => host.id === id)) : kept), [kept, hosts, loaded]);
  useLayoutEffect(() => {
    if (loaded && hosts.length === 1 && kept.length === 0) {
      chosenHosts.set([hosts[0]!.id]); // nothing to choose from
    }
  }, [loaded]);
  const change = (part: Partial<Draft>) => stored.set({ ...stored.current, ...part });
  const ready = chosen.length > 0 && draft.script.trim() !== "" && sending === null;
  const run = async () => {
    if (!ready) {
      return;
    }

    const id = newRunId();
    setFailed([]);
    setSending([]);
    const sent = await submitAll(draft, chosen, id, setSending);
    setSending(null);
    const good = sent.filter(one => !one.error);
    if (good.length > 0) {
      remember({ run: id, at: new Date().toISOString(), draft, hosts: [...chosen], tasks: good.map(one => one.task) });
    }

    if (good.length === sent.length) {
      go(good.length === 1 ? `/tasks/${good[0]!.task}` : `/tasks?label=run%3D${id}`);
    } else {
      setFailed(sent.filter(one => one.error));
    }
  };
  const name = (id: string) => hosts.find(host => host.id === id)?.name ?? id;
  return (
    <Screen title={t("run")} name={t("run")} actions={
      <Button kind="primary" icon="run" disabled={!ready} busy={sending !== null} onClick={() => void run()} title="Ctrl+Enter">
        {sending ? t("submitting", { n: sending.length, all: chosen.length }) : chosen.length > 1 ? t("runOn", { n: chosen.length }) : t("run")}
      </Button>}>
      <div class="run">
        <div class="run-main">
          <section class="card editor-card" aria-label={t("script")}>
            <header>
              <Segmented label={t("language")} value={draft.kind} onChange={kind => change({ kind })} options={taskKinds.map(kind => ({ value: kind, text: t(`kind_${kind}`) }))} />
              <span class="faint hint-end">{t(`kindHint_${draft.kind}`)}</span>
            </header>
            <Editor value={draft.script} kind={draft.kind} label={t("script")} help={t("editorHelp")} placeholder={t(draft.kind === "argv" ? "argvPlaceholder" : "scriptPlaceholder")}
              onChange={script => change({ script })} onRun={() => void run()} />
          </section>
          {failed.length > 0 && (
            <div class="banner error" role="alert">
              <strong>{t("someNotSubmitted", { n: failed.length })}</strong>
              <ul>{failed.slice(0, 8).map(one => <li key={one.host}><b>{name(one.host)}</b>: {one.error!.message}</li>)}</ul>
            </div>
          )}
          <section class="card options" key={form} aria-label={t("options")}>
            <div class="fields">
              <TimeoutField seconds={draft.timeoutSeconds} onChange={timeoutSeconds => change({ timeoutSeconds })} />
              <label class="field grow">
                <span>{t("workingDirectory")}</span>
                <input class="mono" value={draft.workingDirectory} placeholder={t("ownDirectory")} spellcheck={false} onInput={event => change({ workingDirectory: event.currentTarget.value })} />
                <small class="faint">{t("workingDirectoryHelp")}</small>
              </label>
            </div>
            <EnvRows rows={draft.env} onChange={env => change({ env })} />
          </section>
        </div>
        <div class="run-side">
          <Targets hosts={hosts} chosen={chosen} onChange={ids => chosenHosts.set(ids)} />
          <RunHistory onUse={ran => { stored.set(ran.draft); chosenHosts.set(ran.hosts); setForm(form + 1); scrollTo(0, 0); }} />
        </div>
      </div>
    </Screen>
  );
}
