import type { TaskSummary } from "../api/types.ts";
import { memo } from "../app/memo.ts";
import { t } from "../i18n/t.ts";
import { Elapsed } from "../time/Elapsed.tsx";
import { Time } from "../time/Time.tsx";
import { Labels, tasksWith } from "../ui/Labels.tsx";
import { PhaseMark } from "./PhaseMark.tsx";
import { titleOf } from "./titleOf.ts";
import { whyOf } from "./whyOf.ts";

export const TaskRow = memo(function TaskRow({ task, index, current }: { task: TaskSummary; index: number; current: boolean }) {
  return (
    <div class={`row task-row${current ? " current" : ""}`} role="row" id={`row-${index}`} aria-rowindex={index + 2}>
      <span class="cell cell-phase" role="gridcell"><PhaseMark phase={task.phase} /></span>
      <span class="cell cell-task" role="gridcell">
        <a class={`row-link${task.name ? "" : " mono"}`} href={`/tasks/${encodeURIComponent(task.id)}`} tabIndex={-1} title={`${titleOf(task)}\n${task.id}`}>{titleOf(task)}</a>
        {titleOf(task) !== task.id && <span class="task-row-id mono faint">{task.id}</span>}
        {whyOf(task) && <span class="faint why" title={whyOf(task)}>{whyOf(task)}</span>}
      </span>
      <span class="cell cell-labels" role="gridcell"><Labels labels={task.labels} most={2} href={tasksWith} tabIndex={-1} /></span>
      <span class="cell cell-on" role="gridcell"><a href={`/hosts/${encodeURIComponent(task.agent.id)}`} tabIndex={-1}>{task.agent.name}</a></span>
      <span class="cell cell-by faint" role="gridcell" title={task.submittedBy}>{task.submittedBy}</span>
      <span class="cell cell-exit number" role="gridcell">{task.exitCode === undefined ? <span class="faint">–</span> : <span class={task.exitCode === 0 ? "faint" : "bad"}>{task.exitCode}</span>}</span>
      <span class="cell cell-took number" role="gridcell">{task.startedAt ? <Elapsed from={task.startedAt} to={task.endedAt} /> : <span class="faint" title={t("notStarted")}>–</span>}</span>
      <span class="cell cell-at faint" role="gridcell"><Time at={task.submittedAt} /></span>
    </div>
  );
});
