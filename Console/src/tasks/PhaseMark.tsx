import type { TaskPhase } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";

const icons: Record<TaskPhase, IconName> = {
  queued: "clock", sent: "up", running: "run", cancelling: "stop", cancelUnconfirmed: "warning",
  succeeded: "check", failed: "close", timedOut: "clock", cancelled: "stop", lost: "warning", rejected: "close",
};

/** A task's phase: colour, shape and word, so that none of them is needed alone. */
export function PhaseMark({ phase, away = false }: { phase: TaskPhase; away?: boolean }) {
  return (
    <span class={`phase phase-${phase}`}>
      {away ? <Icon name="pause" size={14} /> : phase === "running" || phase === "cancelling" ? <span class="spinner" aria-hidden="true" /> : <Icon name={icons[phase]} size={14} />}
      {t(`phase_${phase}`)}
    </span>
  );
}
