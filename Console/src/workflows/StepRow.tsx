import type { StepView } from "../api/types.ts";
import { said } from "../i18n/said.ts";
import { t } from "../i18n/t.ts";
import { CountsBar } from "../jobs/CountsBar.tsx";
import { doneOf } from "../jobs/hostStates.ts";
import { StepOutputs } from "./StepOutputs.tsx";
import { StepTimes } from "./StepTimes.tsx";
import { kindOf, needsOf } from "./steps.ts";
import { WorkflowMark } from "./WorkflowMark.tsx";

/** One step: what it waits for and when it runs, where it stands and why, how far its job is, when it began and ended. */
export function StepRow({ steps, place }: { steps: readonly StepView[]; place: number }) {
  const step = steps[place]!;
  const kind = kindOf(step);
  const needs = needsOf(steps, place);
  const how = [
    kind !== "job" && t(`step_${kind}`),
    needs === "none" ? t("needsNone") : needs && t("needs", { steps: needs.join(", ") }),
    step.when !== "success" && t(`when_${step.when}`),
    step.if && t(step.if.isNot == null ? "ifIs" : "ifIsNot", { output: `${step.if.step}.${step.if.output}`, value: step.if.isNot ?? step.if.is ?? "" }),
    step.mayFail && t("mayFail"),
  ].filter(Boolean).join(" · ");
  const why = said(step.why, step.reason);
  return (
    <li>
      <span>
        <span class="number faint">{place + 1}</span> {step.jobId ? <a class="mono" href={`/jobs/${encodeURIComponent(step.jobId)}`}>{step.name}</a> : <span class="mono">{step.name}</span>}
        {how && <span class="faint"> · {how}</span>}
        {why && <span class="faint block">{why}</span>}
        <StepOutputs step={step} />
      </span>
      <WorkflowMark phase={step.phase} asks={kind === "approval" && step.phase === "running"} />
      <span class="job-progress">
        {kind === "job" && (step.jobId ? <><CountsBar counts={step.counts} /><span class="number faint">{doneOf(step.counts)} / {step.hosts}</span></> : <span class="faint">{t("stepHosts", { n: step.hosts })}</span>)}
      </span>
      <StepTimes step={step} />
    </li>
  );
}
