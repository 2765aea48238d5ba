import { taskPhases, type Counts, type TaskPhase } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { countOf, writeCount } from "./phaseCount.ts";

const groups: readonly (readonly TaskPhase[])[] = [["queued", "sent"], ["running"], ["cancelling", "cancelUnconfirmed"], ["succeeded"], ["failed"], ["timedOut"], ["cancelled"], ["lost"], ["rejected"]];
const always = new Set<TaskPhase>(["queued", "running", "succeeded", "failed"]);

/** Phases to choose from, with how many tasks are in each now. */
export function PhaseFilter({ chosen, counts, onChange }: { chosen: readonly TaskPhase[]; counts: Counts | null; onChange: (phases: TaskPhase[]) => void }) {
  const toggle = (group: readonly TaskPhase[], on: boolean) => onChange(taskPhases.filter(phase => (group.includes(phase) ? on : chosen.includes(phase))));
  return (
    <div class="phase-filter" role="group" aria-label={t("phase")}>
      <button type="button" aria-pressed={chosen.length === 0} onClick={() => onChange([])}>{t("all")}</button>
      {groups.map(group => {
        const on = group.every(phase => chosen.includes(phase));
        const found = counts && countOf(counts, group);
        if (!on && found?.count === 0 && !found.orMore && !always.has(group[0]!)) {
          return null;
        }

        const text = found && writeCount(found);

        return (
          <button key={group[0]} type="button" class={`phase-${group[0]}`} aria-pressed={on} title={found?.orMore ? t("countedNewest") : undefined} onClick={() => toggle(group, !on)}>
            <i aria-hidden="true" />{t(`phase_${group[0]!}`)}{text && <span class="number">{text}</span>}
          </button>
        );
      })}
    </div>
  );
}
