import type { StepPhase, WorkflowPhase } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";

type Phase = WorkflowPhase | StepPhase;

const icons: Record<Phase, IconName> = { none: "clock", waiting: "clock", running: "run", stopping: "stop", succeeded: "check", failed: "close", skipped: "chevron", stopped: "stop" };
const looks: Record<Phase, string> = { none: "queued", waiting: "queued", running: "running", stopping: "cancelling", succeeded: "succeeded", failed: "failed", skipped: "cancelled", stopped: "cancelled" };

/** The phase of a workflow or of one of its steps: colour, shape and word, as tasks and jobs have them. What somebody has to approve does not turn: it waits for the reader. */
export function WorkflowMark({ phase, asks = false }: { phase: Phase; asks?: boolean }) {
  if (asks) {
    return <span class="phase phase-asks"><Icon name="access" size={14} />{t("needsApproval")}</span>;
  }

  const moves = phase === "running" || phase === "stopping";
  return (
    <span class={`phase phase-${looks[phase]}`}>
      {moves ? <span class="spinner" aria-hidden="true" /> : <Icon name={icons[phase]} size={14} />}
      {phase !== "none" && t(`workflow_${phase}`)}
    </span>
  );
}
