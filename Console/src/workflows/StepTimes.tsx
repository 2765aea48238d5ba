import type { StepView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { Elapsed } from "../time/Elapsed.tsx";
import { exact } from "../time/format.ts";
import { Time } from "../time/Time.tsx";

/** When a step began, and when it ended or goes on by itself; the exact moment on hover. One that was left out has only ended, which its phase says. */
export function StepTimes({ step }: { step: StepView }) {
  if (!step.startedAt) {
    return <span class="faint step-times">–</span>;
  }

  return (
    <span class="faint step-times">
      <span class="block">{t("stepBegan")} <Time at={step.startedAt} /></span>
      {step.endedAt && <span class="block">{t("stepEnded")} <Time at={step.endedAt} /> · <Elapsed from={step.startedAt} to={step.endedAt} /></span>}
      {!step.endedAt && step.dueAt && <span class="block">{t("stepDue", { time: exact(step.dueAt) })}</span>}
      {!step.endedAt && !step.dueAt && <span class="block"><Elapsed from={step.startedAt} /></span>}
    </span>
  );
}
