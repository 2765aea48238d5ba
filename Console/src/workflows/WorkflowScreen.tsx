import { useState } from "preact/hooks";
import { ApiError } from "../api/ApiError.ts";
import { online } from "../api/connection.ts";
import { readWorkflow, retryWorkflow, stopWorkflow } from "../api/workflows.ts";
import { useValue } from "../app/useValue.ts";
import { said } from "../i18n/said.ts";
import { t } from "../i18n/t.ts";
import { Elapsed } from "../time/Elapsed.tsx";
import { Time } from "../time/Time.tsx";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { Copy } from "../ui/Copy.tsx";
import { Fact } from "../ui/Fact.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { useFollowed } from "../ui/useFollowed.ts";
import { Approvals } from "./Approvals.tsx";
import { StepRow } from "./StepRow.tsx";
import { approvalsOf, canRetry, isOver, stopOf } from "./steps.ts";
import { WorkflowMark } from "./WorkflowMark.tsx";

/** More characters than fit into a column beside others. */
const longValue = 24;

/** One workflow: how it stands, what waits for somebody's word, what an operator can say to it, and its steps in their order. */
export function WorkflowScreen({ id }: { id: string }) {
  const { now: workflow, error, set } = useFollowed(id, readWorkflow);
  const connected = useValue(online);
  const [asking, setAsking] = useState<"stop" | "stopAll" | "retry" | null>(null);
  if (!workflow) {
    return (
      <Screen title={<span class="mono">{id}</span>} name={id}>
        {error instanceof ApiError && error.status === 404 ? <Notice icon="search" title={t("noSuchWorkflow")}><p>{error.message}</p><a class="button" href="/workflows">{t("workflows")}</a></Notice> : error ? <Failed error={error} /> : <Loading />}
      </Screen>
    );
  }

  const stops = stopOf(workflow);
  const asks = approvalsOf(workflow).length > 0;
  const reason = said(workflow.why, workflow.reason);
  const values = Object.entries(workflow.values);
  return (
    <Screen class="workflow-screen" name={`${workflow.phase === "none" ? "" : t(`workflow_${workflow.phase}`)} · ${workflow.name ?? id}`}
      title={<><a class="crumb" href="/workflows">{t("workflows")}</a><Icon name="chevron" size={12} /><span class="task-title">{workflow.name && <span class="task-name">{workflow.name}</span>}<span class={`mono task-id${workflow.name ? " faint" : ""}`}>{id}</span></span><Copy text={id} label={t("copyId")} /></>}
      actions={<>
        {stops && <Button icon="stop" kind="danger" disabled={!connected} onClick={() => setAsking(stops)}>{t(stops === "stop" ? "stopWorkflow" : "stopCleanup")}</Button>}
        {canRetry(workflow) && <Button icon="again" disabled={!connected} onClick={() => setAsking("retry")}>{t("retryWorkflow")}</Button>}
      </>}>
      <section class="card job-head" aria-label={t("state")}>
        <div class="task-state" aria-live="polite"><WorkflowMark phase={workflow.phase} />{asks && <WorkflowMark phase="running" asks />}{reason && <span class="words">{reason}</span>}</div>
        <dl class="facts">
          <Fact name={t("took")}><Elapsed from={workflow.submittedAt} to={workflow.endedAt} /></Fact>
          <Fact name={t("steps")}><span class="number">{workflow.steps.filter(isOver).length} / {workflow.steps.length}</span></Fact>
          {workflow.round > 1 && <Fact name={t("workflowRound")}>{workflow.round}</Fact>}
          <Fact name={t("submitted")}>{workflow.submittedBy} · <Time at={workflow.submittedAt} /></Fact>
        </dl>
        {values.length > 0 && (
          <div>
            <h2 class="values-name">{t("parameters")}</h2>
            <dl class="facts values">{values.map(([name, value]) => <Fact key={name} name={name} wide={value.length > longValue}><code class="argv">{value || "–"}</code></Fact>)}</dl>
          </div>
        )}
      </section>
      <Approvals workflow={workflow} onWorkflow={set} />
      <section class="card" aria-label={t("steps")}>
        <ol class="plain-rows workflow-steps">{workflow.steps.map((step, place) => <StepRow key={step.name} steps={workflow.steps} place={place} />)}</ol>
      </section>
      {asking === "stop" && <Confirm title={t("stopWorkflowTitle")} text={t("stopWorkflowText")} action={t("stopWorkflow")} danger onClose={() => setAsking(null)} onConfirm={async () => set(await stopWorkflow(id))} />}
      {asking === "stopAll" && <Confirm title={t("stopCleanupTitle")} text={t("stopCleanupText")} action={t("stopCleanup")} danger onClose={() => setAsking(null)} onConfirm={async () => set(await stopWorkflow(id))} />}
      {asking === "retry" && <Confirm title={t("retryWorkflowTitle")} text={t("retryWorkflowText", { round: workflow.round + 1 })} action={t("retryWorkflow")} onClose={() => setAsking(null)} onConfirm={async () => set(await retryWorkflow(id, { round: workflow.round + 1 }))} />}
    </Screen>
  );
}
