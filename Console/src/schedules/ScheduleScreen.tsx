import { useState } from "preact/hooks";
import { ApiError } from "../api/ApiError.ts";
import { online } from "../api/connection.ts";
import { readSchedule, runSchedule, tellSchedule } from "../api/schedules.ts";
import { go } from "../app/route.ts";
import { useValue } from "../app/useValue.ts";
import { said } from "../i18n/said.ts";
import { t } from "../i18n/t.ts";
import { Time } from "../time/Time.tsx";
import { duration } from "../time/format.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { Copy } from "../ui/Copy.tsx";
import { Fact } from "../ui/Fact.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { StartMark } from "./StartMark.tsx";
import { inZone, whenOf } from "./timing.ts";

const everyMs = 3_000;

/** One schedule: its next ten times, what became of its last ones, and what an operator can say to it. */
export function ScheduleScreen({ id }: { id: string }) {
  const { data: schedule, error, again } = useLoad(signal => readSchedule(id, signal), [id], everyMs);
  const connected = useValue(online);
  const [run, setRun] = useState<string>();
  const [refused, setRefused] = useState<Error>();
  if (!schedule) {
    return (
      <Screen title={<span class="mono">{id}</span>} name={id}>
        {error instanceof ApiError && error.status === 404 ? <Notice icon="search" title={t("noSuchSchedule")}><p>{error.message}</p><a class="button" href="/schedules">{t("schedules")}</a></Notice> : error ? <Failed error={error} /> : <Loading />}
      </Screen>
    );
  }

  const tell = (word: "pause" | "resume") => void tellSchedule(id, word).then(() => { setRefused(undefined); again(); }, (failed: Error) => setRefused(failed));
  const { job, workflow } = schedule;
  const pathOf = (ids: { jobId?: string | null; workflowId?: string | null }) => (ids.workflowId ? `/workflows/${encodeURIComponent(ids.workflowId)}` : `/jobs/${encodeURIComponent(ids.jobId ?? "")}`);
  return (
    <Screen class="job-screen" name={`${t("schedule")} · ${schedule.name ?? id}`}
      title={<><a class="crumb" href="/schedules">{t("schedules")}</a><Icon name="chevron" size={12} /><span class="task-title">{schedule.name && <span class="task-name">{schedule.name}</span>}<span class={`mono task-id${schedule.name ? " faint" : ""}`}>{id}</span></span><Copy text={id} label={t("copyId")} /></>}
      actions={<>
        {schedule.paused
          ? <Button icon="run" kind="primary" disabled={!connected} onClick={() => tell("resume")}>{t("resumeJob")}</Button>
          : <Button icon="pause" disabled={!connected} onClick={() => tell("pause")}>{t("pauseJob")}</Button>}
        <Button icon="run" disabled={!connected} onClick={() => setRun(`${id}-${Date.now().toString(36)}`)}>{t("runNow")}</Button>
      </>}>
      <section class="card job-head" aria-label={t("state")}>
        {schedule.paused && <div class="task-state"><span class="phase phase-queued"><Icon name="pause" size={14} />{t("schedulePaused")}</span><span class="words">{schedule.pausedBy}</span></div>}
        {refused && <p class="error" role="alert">{refused.message}</p>}
        <dl class="facts">
          <Fact name={t("scheduleWhen")}><code>{whenOf(schedule.when)}</code></Fact>
          {schedule.when.holidays && <Fact name={t("scheduleHolidays")}>{schedule.when.holidays.join(", ")}</Fact>}
          {schedule.when.jitterSeconds && <Fact name={t("scheduleJitter")}>{duration(schedule.when.jitterSeconds)}</Fact>}
          <Fact name={t("scheduleMissedPolicy")}>{t(`scheduleMissed_${schedule.missed}`, { n: schedule.missedMost })}</Fact>
          <Fact name={t("scheduleOverlapPolicy")}>{t(`scheduleOverlap_${schedule.overlap}`)}</Fact>
          {workflow && <Fact name={t("workflow")}>{workflow.name ?? <code>{workflow.steps.join(", ")}</code>}</Fact>}
          {workflow?.name && <Fact name={t("steps")}><code>{workflow.steps.join(", ")}</code></Fact>}
          {workflow && Object.entries(workflow.values).map(([name, value]) => <Fact key={name} name={name}><code>{value || "–"}</code></Fact>)}
          {job && <Fact name={t("jobOn")}><code>{job.on ?? job.hosts?.join(", ")}</code></Fact>}
          {job?.batches && <Fact name={t("batches")}>{job.batches}</Fact>}
          {job?.maxErrors && <Fact name={t("jobErrors")}>{job.maxErrors}</Fact>}
          {(job?.name ?? job?.task?.script) && <Fact name={t("script")}><code>{job?.name ?? job?.task?.script?.trim().split("\n")[0]}</code></Fact>}
          <Fact name={t("scheduleChanged")}>{schedule.submittedBy} · <Time at={schedule.changedAt} /></Fact>
        </dl>
      </section>
      <section class="card" aria-label={t("scheduleNextTimes")}>
        <h2>{t("scheduleNextTimes")}</h2>
        {schedule.waiting.length > 0 && <p>{t("scheduleWaiting", { n: schedule.waiting.length })}</p>}
        {schedule.next.length === 0 ? <p class="faint">{t(schedule.paused ? "scheduleNonePaused" : "scheduleOver")}</p> : <ol class="schedule-next">{schedule.next.map(time => <li key={time}><time dateTime={time}>{inZone(time)}</time></li>)}</ol>}
      </section>
      <section class="card" aria-label={t("scheduleLastTimes")}>
        <h2>{t("scheduleLastTimes")}</h2>
        {schedule.starts.length === 0 ? <p class="faint">{t("scheduleNoStarts")}</p> : (
          <ul class="plain-rows schedule-starts">{schedule.starts.map(start => (
            <li key={`${start.at} ${start.due ?? ""} ${start.workflowId ?? start.jobId ?? ""}`}>
              <Time at={start.due ?? start.at} as="exact" />
              <StartMark start={start} />
              <span>{(start.workflowId ?? start.jobId) && <a class="mono" href={pathOf(start)}>{start.workflowId ?? start.jobId}</a>}{start.reason && <span class="faint block">{said(start.why, start.reason)}</span>}</span>
            </li>))}</ul>)}
      </section>
      {run && <Confirm title={t("runNowTitle")} text={t("runNowText")} action={t("runNow")} onClose={() => setRun(undefined)}
        onConfirm={async () => go(pathOf(await runSchedule(id, workflow ? { workflowId: run } : { jobId: run })))} />}
    </Screen>
  );
}
