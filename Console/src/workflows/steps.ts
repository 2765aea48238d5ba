import type { StepPhase, StepView, WorkflowView } from "../api/types.ts";

const over: Record<StepPhase, boolean> = { waiting: false, running: false, succeeded: true, failed: true, skipped: true, stopped: true };

export const isOver = (step: StepView): boolean => over[step.phase];

export const kindOf = (step: StepView): "job" | "approval" | "wait" => (step.isApproval ? "approval" : step.hosts > 0 ? "job" : "wait");

/** What a step waits for, where that is not the one before it: names of steps, or "none" of a later step that begins at once. */
export function needsOf(steps: readonly StepView[], place: number): readonly string[] | "none" | null {
  const { needs } = steps[place]!;
  return needs.length === 0 ? (place === 0 ? null : "none") : needs.length === 1 && needs[0] === steps[place - 1]?.name ? null : needs;
}

/** Those that somebody has to approve or reject now. */
export const approvalsOf = (workflow: WorkflowView): readonly StepView[] => workflow.steps.filter(step => step.isApproval && step.phase === "running");

/** What stopping means as the workflow stands; null: it is over, or nothing is left that a second word would end. */
export function stopOf(workflow: WorkflowView): "stop" | "stopAll" | null {
  return workflow.phase === "running" ? "stop" : workflow.phase === "stopping" && workflow.steps.some(step => step.when === "always" && !isOver(step)) ? "stopAll" : null;
}

/** Another round is for what did not succeed. */
export const canRetry = (workflow: WorkflowView): boolean => workflow.phase === "failed" || workflow.phase === "stopped";
