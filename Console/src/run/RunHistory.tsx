import { useState } from "preact/hooks";
import { listTasks, readSpec } from "../api/tasks.ts";
import { t } from "../i18n/t.ts";
import { mine } from "../tasks/mine.ts";
import { titleOf } from "../tasks/titleOf.ts";
import { Time } from "../time/Time.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { useLoad } from "../ui/useLoad.ts";
import type { Draft } from "./DraftShape.ts";
import { draftOf } from "./draftOf.ts";
import { resultsOf, runsOf, type Run } from "./runsOf.ts";

const newest = 100;

/** What was run, from any browser, to run again with changes. */
export function RunHistory({ onUse }: { onUse: (draft: Draft, hosts: string[]) => void }) {
  const [whose, setWhose] = useState<"mine" | "all">("mine");
  const [error, setError] = useState<string>();
  const { data } = useLoad(signal => listTasks(whose === "mine" ? { by: mine } : {}, newest, undefined, signal), [whose], 10_000);
  const runs = runsOf(data?.items ?? []);
  const use = async (run: Run) => {
    try {
      onUse(draftOf(await readSpec(run.tasks[0]!.id)), [...new Set(run.tasks.map(task => task.agent.id))]);
    } catch (failed) {
      setError((failed as Error).message);
    }
  };
  return (
    <section class="card history" aria-label={t("history")}>
      <header><h2>{t("history")}</h2><Segmented label={t("history")} value={whose} onChange={setWhose} options={[{ value: "mine", text: t("mine") }, { value: "all", text: t("everybody") }]} /></header>
      {error && <p class="error" role="alert">{error}</p>}
      {runs.length === 0 ? <p class="faint">{t(data ? "noHistory" : "loading")}</p> : (
        <ul>
          {runs.slice(0, 40).map(run => (
            <li key={run.id}>
              <button type="button" class="history-item" onClick={() => void use(run)} title={t("useAgain")}>
                <code>{titleOf(run.tasks[0]!)}</code>
                <span class="faint">{t(`kind_${run.tasks[0]!.kind}`)} · {run.tasks.length === 1 ? run.tasks[0]!.agent.name : t("nHosts", { n: run.tasks.length })} · {whose === "all" && `${run.tasks[0]!.submittedBy} · `}<Time at={run.tasks[0]!.submittedAt} /></span>
              </button>
              <a class="button quiet" href={resultsOf(run)} aria-label={`${t("results")}: ${titleOf(run.tasks[0]!)}`}><span>{t("results")}</span></a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
