import type { JobPhase } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";

const icons: Record<JobPhase, IconName> = { none: "clock", running: "run", paused: "pause", failing: "warning", stopping: "stop", succeeded: "check", failed: "close", stopped: "stop" };
const looks: Record<JobPhase, string> = { none: "queued", running: "running", paused: "queued", failing: "failed", stopping: "cancelling", succeeded: "succeeded", failed: "failed", stopped: "cancelled" };

/** A job's phase: colour, shape and word, as tasks have them. */
export function JobMark({ phase }: { phase: JobPhase }) {
  const moves = phase === "running" || phase === "stopping";
  return (
    <span class={`phase phase-${looks[phase]}`}>
      {moves ? <span class="spinner" aria-hidden="true" /> : <Icon name={icons[phase]} size={14} />}
      {phase !== "none" && t(`job_${phase}`)}
    </span>
  );
}
