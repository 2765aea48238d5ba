import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { ApiError } from "../api/ApiError.ts";
import { online } from "../api/connection.ts";
import { go, place } from "../app/route.ts";
import { useValue } from "../app/useValue.ts";
import { useFleet } from "../fleet/useFleet.ts";
import { t } from "../i18n/t.ts";
import { ScheduleForm } from "../schedules/ScheduleForm.tsx";
import { Button } from "../ui/Button.tsx";
import { Copy } from "../ui/Copy.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { chosenHosts } from "./chosenHosts.ts";
import type { Draft } from "./DraftShape.ts";
import { draft as stored } from "./draft.ts";
import { Editor } from "./Editor.tsx";
import { JobOptions } from "./JobOptions.tsx";
import { problems, type Field } from "./problems.ts";
import { RunHistory } from "./RunHistory.tsx";
import { RunOptions } from "./RunOptions.tsx";
import { runIds } from "./RunIds.ts";
import { readRunLink, writeRunLink } from "./runLink.ts";
import { jobOf, submit } from "./submission.ts";
import { offeredKinds, takesArguments } from "./taskKinds.ts";
import { Targets } from "./Targets.tsx";

export function RunScreen() {
  const { hosts, loaded } = useFleet();
  const { search } = useValue(place);
  const connected = useValue(online);
  const draft = useValue(stored);
  const kept = useValue(chosenHosts);
  const [sending, setSending] = useState(false);
  const [scheduling, setScheduling] = useState(false);
  const [failed, setFailed] = useState<Error>();
  /** Somebody wanted to run it as it is: now what is missing is said, too. */
  const [tried, setTried] = useState(false);
  const chosen = useMemo(() => (loaded ? kept.filter(id => hosts.some(host => host.id === id)) : kept), [kept, hosts, loaded]);
  useLayoutEffect(() => {
    const link = readRunLink(search);
    if (link?.draft) {
      stored.set(link.draft);
    }

    if (loaded && link) {
      chosenHosts.set(hosts.filter(host => link.hosts.includes(host.id) || link.hosts.includes(host.name)).map(host => host.id));
      go("/run", { replace: true }); // what is changed from here on is kept by the page, not by the address
    } else if (loaded && hosts.length === 1 && kept.length === 0) {
      chosenHosts.set([hosts[0]!.id]); // nothing to choose from
    }
  }, [loaded, search]);
  const change = (part: Partial<Draft>) => stored.set({ ...stored.current, ...part });
  const wrong = problems(draft, chosen.length);
  const problem = (field: Field) => {
    const found = wrong.find(each => each.field === field);
    return found && (tried || (field !== "script" && field !== "targets")) ? t(found.words) : undefined;
  };
  /** Says what is wrong, and where. */
  const isWhole = () => {
    setTried(wrong.length > 0);
    if (wrong.length > 0) {
      document.getElementById(`run-${wrong[0]!.field}`)?.focus();
    }

    return wrong.length === 0;
  };
  const run = async () => {
    if (sending || !isWhole()) {
      return;
    }

    setFailed(undefined);
    setSending(true);
    try {
      const where = await submit(draft, chosen, runIds.next(draft, chosen));
      runIds.answered();
      go(where);
    } catch (error) {
      if (!(error instanceof ApiError && error.isUnreachable)) {
        runIds.answered();
      }

      setFailed(error as Error);
    }

    setSending(false);
  };
  const use = (from: Draft, ids: string[]) => {
    stored.set(from);
    chosenHosts.set(ids);
    setTried(false);
    scrollTo(0, 0);
  };
  const name = (id: string) => hosts.find(host => host.id === id)?.name ?? id;
  return (
    <Screen title={t("run")} name={t("run")} class="run-screen" actions={<>
      <Copy icon="link" label={t("copyRunLink")} text={location.origin + writeRunLink(draft, chosen.map(name))} />
      <Button icon="clock" disabled={!connected} onClick={() => setScheduling(isWhole())}>{t("schedule")}</Button>
      <Button kind="primary" icon="run" disabled={!connected} busy={sending} onClick={() => void run()} title="Ctrl+Enter">
        {chosen.length > 1 ? t("runOn", { n: chosen.length }) : t("run")}
      </Button>
    </>}>
      <div class="run">
        <div class="run-main">
          <section class="card editor-card" aria-label={t("script")}>
            <header>
              <Segmented label={t("kind")} value={draft.kind} onChange={kind => change({ kind })} options={offeredKinds(draft.kind).map(kind => ({ value: kind, text: t(`kind_${kind}`) }))} />
              <span class="faint hint-end">{t(`kindHint_${draft.kind}`)}</span>
            </header>
            <Editor value={draft.script} kind={draft.kind} label={t("script")} help={problem("script") ?? t("editorHelp")} invalid={problem("script") !== undefined}
              placeholder={t(takesArguments(draft.kind) ? "argvPlaceholder" : "scriptPlaceholder")} onChange={script => change({ script })} onRun={() => void run()} />
            {problem("script") && <p class="error editor-problem" role="alert">{problem("script")}</p>}
          </section>
          {failed && <div class="banner error" role="alert"><strong>{t("notSubmitted")}</strong> {failed.message}</div>}
          {chosen.length > 1 && <JobOptions draft={draft} change={change} problem={problem} />}
          <RunOptions draft={draft} change={change} problem={problem} />
        </div>
        <div class="run-side">
          <Targets hosts={hosts} chosen={chosen} onChange={ids => chosenHosts.set(ids)} problem={problem("targets")} />
          <RunHistory onUse={use} />
        </div>
      </div>
      {scheduling && <ScheduleForm job={jobOf(draft, chosen)} onClose={() => setScheduling(false)} />}
    </Screen>
  );
}
