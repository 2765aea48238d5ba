import { useState } from "preact/hooks";
import { online } from "../api/connection.ts";
import type { WorkflowView } from "../api/types.ts";
import { useValue } from "../app/useValue.ts";
import { said } from "../i18n/said.ts";
import { t } from "../i18n/t.ts";
import { exact } from "../time/format.ts";
import { Button } from "../ui/Button.tsx";
import { DecideDialog } from "./DecideDialog.tsx";
import { approvalsOf } from "./steps.ts";

/** The steps that wait for somebody's word, above all others: who may say it, until when, and the two answers. */
export function Approvals({ workflow, onWorkflow }: { workflow: WorkflowView; onWorkflow: (workflow: WorkflowView) => void }) {
  const connected = useValue(online);
  const [deciding, setDeciding] = useState<{ step: string; approve: boolean }>();
  const steps = approvalsOf(workflow);
  return (
    <>
      {steps.length > 0 && (
        <section class="card approvals" aria-label={t("needsApproval")}>
          <ul class="plain-rows">{steps.map(step => (
            <li key={step.name}>
              <span>
                <b class="mono">{step.name}</b><span class="block">{said(step.why, step.reason)}</span>
                <span class="faint block">{[step.approvers.length > 0 ? t("approvers", { names: step.approvers.join(", ") }) : t("approversAll"), step.dueAt && t("approveUntil", { time: exact(step.dueAt) })].filter(Boolean).join(" · ")}</span>
              </span>
              <span class="decide">
                <Button icon="close" kind="danger" disabled={!connected} onClick={() => setDeciding({ step: step.name, approve: false })}>{t("reject")}</Button>
                <Button icon="check" kind="primary" disabled={!connected} onClick={() => setDeciding({ step: step.name, approve: true })}>{t("approve")}</Button>
              </span>
            </li>))}</ul>
        </section>
      )}
      {deciding && <DecideDialog {...deciding} workflow={workflow.id} onClose={() => setDeciding(undefined)} onWorkflow={onWorkflow} />}
    </>
  );
}
