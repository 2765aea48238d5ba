import type { TaskView } from "../api/types.ts";
import { advice } from "../i18n/errors.ts";
import { t } from "../i18n/t.ts";
import { writeUser } from "../run/runAs.ts";
import { bytes, duration } from "../time/format.ts";
import { Time } from "../time/Time.tsx";
import { Fact } from "../ui/Fact.tsx";
import { Labels, tasksWith } from "../ui/Labels.tsx";
import { LimitList } from "./LimitList.tsx";
import { OutputList } from "./OutputList.tsx";
import { signalName } from "./signalName.ts";

export function TaskFacts({ task }: { task: TaskView }) {
  return (
    <dl class="facts">
      <Fact name={t("host")}><a href={`/hosts/${encodeURIComponent(task.agent.id)}`}>{task.agent.name}</a></Fact>
      <Fact name={t("submittedBy")}>{task.submittedBy}</Fact>
      <Fact name={t("submitted")}><Time at={task.submittedAt} as="exact" /></Fact>
      <Fact name={t("kind")}>{t(`kind_${task.kind}`)}</Fact>
      {task.runAs && <Fact name={t("runAs")}>{writeUser(task.runAs)}</Fact>}
      {task.interpreter && <Fact name={t("runBy")}><code>{task.interpreter}</code></Fact>}
      {task.windowsLineEnds && <Fact name={t("lineEnds")}><span class="bad">{t("windowsLineEnds")}</span></Fact>}
      {task.error && <Fact name={t("errorCode")}><span class="bad"><span class="number">{task.error.code}</span> {task.error.name}</span><small class="faint block">{advice(task.error)}</small></Fact>}
      {task.exitCode !== undefined && <Fact name={t("exitCode")}><span class={`number${task.exitCode ? " bad" : ""}`}>{task.exitCode}</span></Fact>}
      {task.signal !== undefined && <Fact name={t("signal")}>{signalName(task.signal)}</Fact>}
      {task.cancelRequestedBy && <Fact name={t("cancelledBy")}>{task.cancelRequestedBy}</Fact>}
      <Fact name={t("timeout")}>{duration(task.timeoutSeconds)}</Fact>
      {task.limits && <Fact name={t("limits")}><LimitList limits={task.limits} held={task.limitsHeld} /></Fact>}
      {task.keepSeconds !== undefined && <Fact name={t("keep")}>{duration(task.keepSeconds)}</Fact>}
      {task.terminal && <Fact name={t("output")}><span class="number">{bytes(task.log.stdoutBytes)}</span>{task.log.stderrBytes > 0 && <span class="number"> · stderr {bytes(task.log.stderrBytes)}</span>}</Fact>}
      {task.log.masked > 0 && <Fact name={t("masked")}><span class="number">{task.log.masked}</span></Fact>}
      {task.outputs && Object.keys(task.outputs).length > 0 && <Fact name={t("outputs")} wide><OutputList outputs={task.outputs} /></Fact>}
      {task.usage && <Fact name={t("processorTime")}><span class="number">{duration(task.usage.userSeconds + task.usage.systemSeconds)}</span></Fact>}
      {task.usage && <Fact name={t("peakMemory")}><span class="number">{bytes(task.usage.peakMemoryBytes)}</span></Fact>}
      {task.attempt > 1 && <Fact name={t("attempt")}>{task.attempt}</Fact>}
      {task.traceId && <Fact name={t("trace")}>{task.traceLink ? <a href={task.traceLink} target="_blank" rel="noreferrer"><code>{task.traceId}</code></a> : <code>{task.traceId}</code>}</Fact>}
      {Object.keys(task.labels).length > 0 && <Fact name={t("labels")}><Labels labels={task.labels} href={tasksWith} /></Fact>}
    </dl>
  );
}
