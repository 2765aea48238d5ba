import { t } from "../i18n/t.ts";
import { Segmented } from "../ui/Segmented.tsx";
import type { Draft } from "./DraftShape.ts";
import { jobPauses } from "./jobPauses.ts";
import type { Field } from "./problems.ts";
import { TextField } from "./TextField.tsx";

/** How several hosts get their turn: as a job, which goes on whether this page is open or not. */
export function JobOptions({ draft, change, problem }: { draft: Draft; change: (part: Partial<Draft>) => void; problem: (field: Field) => string | undefined }) {
  return (
    <section class="card options" aria-label={t("jobOrder")}>
      <div class="fields">
        <TextField field="batches" label={t("batches")} value={draft.batches} placeholder={t("allAtOnce")} help={t("batchesHelp")} problem={problem("batches")} onChange={batches => change({ batches })} />
        <TextField field="maxErrors" label={t("jobErrors")} value={draft.maxErrors} placeholder={t("noLimit")} help={t("maxErrorsHelp")} problem={problem("maxErrors")} onChange={maxErrors => change({ maxErrors })} />
        <TextField field="atOnce" label={t("jobAtOnce")} value={draft.atOnce} placeholder="1000" help={t("atOnceHelp")} problem={problem("atOnce")} onChange={atOnce => change({ atOnce })} />
        <div class="field grow">
          <span class="label-text">{t("jobPausePolicy")}</span>
          <Segmented label={t("jobPausePolicy")} value={draft.pause} onChange={pause => change({ pause })} options={jobPauses.map(pause => ({ value: pause, text: t(`jobPause_${pause}`) }))} />
        </div>
      </div>
    </section>
  );
}
