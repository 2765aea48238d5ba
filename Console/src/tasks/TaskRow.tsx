import type { TaskSummary } from "../api/types.ts";
import { memo } from "../app/memo.ts";
import { t } from "../i18n/t.ts";
import { Elapsed } from "../time/Elapsed.tsx";
import { Time } from "../time/Time.tsx";
import { Labels } from "../ui/Labels.tsx";
import { PhaseMark } from "./PhaseMark.tsx";

export const TaskRow = memo(function TaskRow({ task, index, current }: { task: TaskSummary; index: number; current: boolean }) {
  return (
    <div class={`row task-row${current ? " current" : ""}`} role="row" id={`row-${index}`} aria-rowindex={index + 2}>
      <span class="cell cell-phase" role="gridcell"><PhaseMark phase={task.phase} /></span>
      <span class="cell cell-task" role="gridcell">
        <a class="row-link mono" href={`/tasks/${encodeURIComponent(task.id)}`} tabIndex={-1}>{task.id}</a>
        <span class="kind">{task.kind}</span>
        {task.preview && <code class="preview">{task.preview}</code>}
        {task.waitingFor && <span class="faint why" title={task.waitingFor}>{task.waitingFor}</span>}
      </span>
      <span class="cell cell-labels" role="gridcell"><Labels labels={task.labels} most={2} /></span>
      <span class="cell cell-on" role="gridcell"><a href={`/hosts/${encodeURIComponent(task.agent.id)}`} tabIndex={-1}>{task.agent.name}</a></span>
      <span class="cell cell-exit number" role="gridcell">{task.exitCode === undefined ? <span class="faint">–</span> : <span class={task.exitCode === 0 ? "faint" : "bad"}>{task.exitCode}</span>}</span>
      <span class="cell cell-took number" role="gridcell">{task.startedAt ? <Elapsed from={task.startedAt} to={task.endedAt} /> : <span class="faint" title={t("notStarted")}>–</span>}</span>
      <span class="cell cell-at faint" role="gridcell"><Time at={task.submittedAt} /></span>
    </div>
  );
});
