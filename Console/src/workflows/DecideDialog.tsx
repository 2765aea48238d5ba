import { useState } from "preact/hooks";
import { decideStep } from "../api/workflows.ts";
import type { WorkflowView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { Confirm } from "../ui/Confirm.tsx";

/** Asks before a step is approved or rejected, and why. A refusal stays in it. */
export function DecideDialog({ workflow, step, approve, onClose, onWorkflow }: { workflow: string; step: string; approve: boolean; onClose: () => void; onWorkflow: (workflow: WorkflowView) => void }) {
  const [comment, setComment] = useState("");
  const decide = async () => onWorkflow(await decideStep(workflow, step, { approve, ...(comment.trim() ? { comment: comment.trim() } : {}) }));
  return (
    <Confirm title={t(approve ? "approveTitle" : "rejectTitle", { step })} text={t(approve ? "approveText" : "rejectText")} action={t(approve ? "approve" : "reject")} danger={!approve} onClose={onClose} onConfirm={decide}>
      <div class="field">
        <label for="decide-comment">{t("comment")}</label>
        <input id="decide-comment" autofocus value={comment} maxLength={500} autocomplete="off" onInput={event => setComment(event.currentTarget.value)} />
        <small class="faint">{t("commentHelp")}</small>
      </div>
    </Confirm>
  );
}
