import { useState } from "preact/hooks";
import { ApiError } from "../api/ApiError.ts";
import { online } from "../api/connection.ts";
import { readJob, retryJob, tellJob } from "../api/jobs.ts";
import { useValue } from "../app/useValue.ts";
import { said } from "../i18n/said.ts";
import { t } from "../i18n/t.ts";
import { Elapsed } from "../time/Elapsed.tsx";
import { Time } from "../time/Time.tsx";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { Copy } from "../ui/Copy.tsx";
import { Fact } from "../ui/Fact.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { useFollowed } from "../ui/useFollowed.ts";
import { stepOfJob } from "../workflows/stepOfJob.ts";
import { CountsBar } from "./CountsBar.tsx";
import { GroupsOfJob } from "./GroupsOfJob.tsx";
import { HostsOfJob } from "./HostsOfJob.tsx";
import { unsuccessfulOf } from "./hostStates.ts";
import { JobMark } from "./JobMark.tsx";

/** One job: how it stands, what an operator can say to it, and its hosts. */
export function JobScreen({ id }: { id: string }) {
  const { now: job, error, set } = useFollowed(id, readJob);
  const connected = useValue(online);
  const [asking, setAsking] = useState<"stop" | "retry" | null>(null);
  const [refused, setRefused] = useState<Error>();
  if (!job) {
    return (
      <Screen title={<span class="mono">{id}</span>} name={id}>
        {error instanceof ApiError && error.status === 404 ? <Notice icon="search" title={t("noSuchJob")}><p>{error.message}</p><a class="button" href="/jobs">{t("jobs")}</a></Notice> : error ? <Failed error={error} /> : <Loading />}
      </Screen>
    );
  }

  const tell = (word: "pause" | "resume") => void tellJob(id, word).then(next => { set(next); setRefused(undefined); }, (failed: Error) => setRefused(failed));
  const again = unsuccessfulOf(job.counts);
  const reason = said(job.why, job.reason);
  const of = stepOfJob(id);
  return (
    <Screen class="job-screen" name={`${job.phase === "none" ? "" : t(`job_${job.phase}`)} · ${job.name ?? id}`}
      title={<><a class="crumb" href="/jobs">{t("jobs")}</a><Icon name="chevron" size={12} /><span class="task-title">{job.name && <span class="task-name">{job.name}</span>}<span class={`mono task-id${job.name ? " faint" : ""}`}>{id}</span></span><Copy text={id} label={t("copyId")} /></>}
      actions={<>
        {job.phase === "running" && <Button icon="pause" disabled={!connected} onClick={() => tell("pause")}>{t("pauseJob")}</Button>}
        {job.phase === "paused" && <Button icon="run" kind="primary" disabled={!connected} onClick={() => tell("resume")}>{t("resumeJob")}</Button>}
        {!job.terminal && job.phase !== "stopping" && <Button icon="stop" kind="danger" disabled={!connected} onClick={() => setAsking("stop")}>{t("stopJob")}</Button>}
        {job.terminal && again > 0 && <Button icon="again" disabled={!connected} onClick={() => setAsking("retry")}>{t("retryJob")}</Button>}
      </>}>
      <section class="card job-head" aria-label={t("state")}>
        <div class="task-state" aria-live="polite"><JobMark phase={job.phase} />{reason && <span class="words">{reason}</span>}</div>
        {refused && <p class="error" role="alert">{refused.message}</p>}
        <CountsBar counts={job.counts} />
        <dl class="facts">
          {of && <Fact name={t("stepOfWorkflow", { step: of.step })}><a class="mono" href={`/workflows/${encodeURIComponent(of.workflow)}`}>{of.workflow}</a></Fact>}
          <Fact name={t("took")}><Elapsed from={job.submittedAt} to={job.endedAt} /></Fact>
          {job.batchCount > 1 && <Fact name={t("jobBatch", { n: job.batch, of: job.batchCount, end: job.batchEnd })}>{job.batches ?? "–"}</Fact>}
          {job.round > 1 && <Fact name={t("jobRound", { n: job.round })}>{job.hosts}</Fact>}
          <Fact name={t("tasks")}><a href={`/tasks?label=${encodeURIComponent(`job=${id}`)}`}>{t("allTasks")}</a></Fact>
          <Fact name={t("jobAtOnce")}>{job.maxConcurrent}</Fact>
          {job.maxErrors && <Fact name={t("jobErrors")}>{job.maxErrors}</Fact>}
          {job.pause !== "never" && <Fact name={t("jobPausePolicy")}>{t(`jobPause_${job.pause}`)}</Fact>}
          {job.on && <Fact name={t("jobOn")}><code>{job.on}</code></Fact>}
          {job.preview && <Fact name={t("script")}><code>{job.preview}</code></Fact>}
          <Fact name={t("submitted")}>{job.submittedBy} · <Time at={job.submittedAt} /></Fact>
        </dl>
      </section>
      {job.hosts > 1 && <GroupsOfJob job={job} />}
      <HostsOfJob job={job} />
      {asking === "stop" && <Confirm title={t("stopJobTitle")} text={t("stopJobText", { n: job.counts.open })} action={t("stopJob")} danger onClose={() => setAsking(null)} onConfirm={async () => set(await tellJob(id, "stop"))} />}
      {asking === "retry" && <Confirm title={t("retryJobTitle", { n: again })} text={t("retryJobText")} action={t("retryJob")} onClose={() => setAsking(null)} onConfirm={async () => set(await retryJob(id, { round: job.round + 1 }))} />}
    </Screen>
  );
}
