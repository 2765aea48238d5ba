import type { StepView } from "../api/types.ts";
import { t } from "../i18n/t.ts";

/** What a step has put out: the value that its hosts agree on, or two that differ. */
export function StepOutputs({ step }: { step: StepView }) {
  if (step.outputs.length === 0 && !step.outputsCut) {
    return null;
  }

  return (
    <dl class="step-outputs" aria-label={t("outputs")}>
      {step.outputs.map(output => (
        <div key={output.name}>
          <dt class="mono faint">{output.name}</dt>
          <dd>{output.otherHost == null ? <code>{output.value || "–"}</code> : <><code>{output.value || "–"}</code> <span class="faint">{output.host}</span> ≠ <code>{output.otherValue || "–"}</code> <span class="faint">{output.otherHost}</span></>}</dd>
        </div>
      ))}
      {step.outputsCut && <div class="faint">{t("outputsCut")}</div>}
    </dl>
  );
}
