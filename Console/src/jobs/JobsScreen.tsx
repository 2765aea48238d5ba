import { listJobs } from "../api/jobs.ts";
import { t } from "../i18n/t.ts";
import { Time } from "../time/Time.tsx";
import { CodeLine } from "../ui/CodeLine.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { CountsBar } from "./CountsBar.tsx";
import { doneOf } from "./hostStates.ts";
import { JobMark } from "./JobMark.tsx";

const shown = 100;
const everyMs = 2_000;

/** The newest jobs, and how far each is. */
export function JobsScreen() {
  const { data, error, again } = useLoad(signal => listJobs(shown, undefined, signal), [], everyMs);
  return (
    <Screen title={t("jobs")} name={t("jobs")}>
      {error && !data ? <Failed error={error} again={again} /> : !data ? <Loading rows={3} /> : data.items.length === 0 ? (
        <Notice icon="jobs" title={t("noJobs")}><p>{t("noJobsText")}</p><CodeLine code="opsctl run --on state=online --batch 1,50% -- uptime" /></Notice>
      ) : (
        <section class="card jobs" aria-label={t("jobs")}>
          <ul class="plain-rows">{data.items.map(job => (
            <li key={job.id}>
              <span><a class="row-name" href={`/jobs/${encodeURIComponent(job.id)}`}><b>{job.name ?? job.preview ?? job.id}</b></a><span class="faint block mono">{job.id}</span></span>
              <JobMark phase={job.phase} />
              <span class="job-progress"><CountsBar counts={job.counts} /><span class="number faint">{doneOf(job.counts)} / {job.hosts}</span></span>
              <span class="faint">{job.submittedBy} · <Time at={job.submittedAt} /></span>
            </li>))}</ul>
        </section>
      )}
    </Screen>
  );
}
