import type { ScheduleStart } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { JobMark } from "../jobs/JobMark.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { WorkflowMark } from "../workflows/WorkflowMark.tsx";

const icons: Record<ScheduleStart["kind"], IconName> = { started: "run", skipped: "pause", failed: "close" };
const looks: Record<ScheduleStart["kind"], string> = { started: "running", skipped: "queued", failed: "failed" };

/** What became of a time: how the job or workflow of it stands, or that there is none. */
export function StartMark({ start }: { start: ScheduleStart }) {
  return start.jobPhase ? <JobMark phase={start.jobPhase} /> : start.workflowPhase ? <WorkflowMark phase={start.workflowPhase} /> : (
    <span class={`phase phase-${looks[start.kind]}`}><Icon name={icons[start.kind]} size={14} />{t(`scheduleStart_${start.kind}`)}{start.count > 1 && ` × ${start.count}`}</span>);
}
