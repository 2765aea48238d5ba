import { listWorkflows } from "../api/workflows.ts";
import { t } from "../i18n/t.ts";
import { Time } from "../time/Time.tsx";
import { CodeLine } from "../ui/CodeLine.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { WorkflowMark } from "./WorkflowMark.tsx";

const shown = 100;
const everyMs = 2_000;

/** The newest workflows, how far each is, and which of them wait for somebody. */
export function WorkflowsScreen() {
  const { data, error, again } = useLoad(signal => listWorkflows(shown, undefined, signal), [], everyMs);
  return (
    <Screen title={t("workflows")} name={t("workflows")}>
      {error && !data ? <Failed error={error} again={again} /> : !data ? <Loading rows={3} /> : data.items.length === 0 ? (
        <Notice icon="workflows" title={t("noWorkflows")}><p>{t("noWorkflowsText")}</p><CodeLine code="opsctl workflow run patch.yaml --set version=2.4" /></Notice>
      ) : (
        <section class="card workflows" aria-label={t("workflows")}>
          <ul class="plain-rows">{data.items.map(workflow => (
            <li key={workflow.id}>
              <span><a class="row-name" href={`/workflows/${encodeURIComponent(workflow.id)}`}><b>{workflow.name ?? workflow.id}</b></a><span class="faint block mono">{workflow.id}</span></span>
              <span class="workflow-standing"><WorkflowMark phase={workflow.phase} />{workflow.needsApproval && <WorkflowMark phase="running" asks />}</span>
              <span class="workflow-progress"><span class="number">{t("stepsOver", { n: workflow.stepsOver, of: workflow.steps })}</span>{workflow.running.length > 0 && <span class="faint block mono running-steps">{workflow.running.join(", ")}</span>}</span>
              <span class="faint">{workflow.submittedBy} · <Time at={workflow.submittedAt} /></span>
            </li>))}</ul>
        </section>
      )}
    </Screen>
  );
}
