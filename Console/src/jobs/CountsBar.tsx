import type { JobCounts } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { hostsOf, hostStates } from "./hostStates.ts";

/** All hosts of a job in one line, each state as long as it has hosts. */
export function CountsBar({ counts }: { counts: JobCounts }) {
  const all = Math.max(1, hostsOf(counts));
  const words = hostStates.filter(state => counts[state] > 0).map(state => `${counts[state]} ${t(`jobState_${state}`)}`).join(", ");
  return (
    <div class="counts-bar" role="img" aria-label={words} title={words}>
      {hostStates.map(state => counts[state] > 0 && <i key={state} class={`state-${state}`} style={{ width: `${100 * counts[state] / all}%` }} />)}
    </div>
  );
}
