import { allPages } from "../api/pages.ts";
import { listSchedules } from "../api/schedules.ts";
import { t } from "../i18n/t.ts";
import { Time } from "../time/Time.tsx";
import { CodeLine } from "../ui/CodeLine.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { StartMark } from "./StartMark.tsx";
import { inZone, whenOf } from "./timing.ts";

const pageSize = 500;
const everyMs = 5_000;

/** All schedules: when each starts next, and what became of its last time. */
export function SchedulesScreen() {
  const { data, error, again } = useLoad(signal => allPages(cursor => listSchedules(pageSize, cursor, signal)), [], everyMs);
  return (
    <Screen title={t("schedules")} name={t("schedules")}>
      {error && !data ? <Failed error={error} again={again} /> : !data ? <Loading rows={3} /> : data.length === 0 ? (
        <Notice icon="clock" title={t("noSchedules")}><p>{t("noSchedulesText")}</p><CodeLine code="opsctl schedule put nightly --cron '0 2 * * *' --on state=online --script backup.sh" /></Notice>
      ) : (
        <section class="card schedules" aria-label={t("schedules")}>
          <ul class="plain-rows">{data.map(schedule => (
            <li key={schedule.id}>
              <span><a class="row-name" href={`/schedules/${encodeURIComponent(schedule.id)}`}><b>{schedule.name ?? schedule.preview ?? schedule.id}</b></a><span class="faint block mono">{schedule.id}</span></span>
              <code>{whenOf(schedule.when)}</code>
              <span>{schedule.paused ? <span class="phase phase-queued">{t("schedulePaused")}</span> : schedule.next ? <><span class="faint">{t("scheduleNext")}</span> {inZone(schedule.next)}</> : <span class="faint">{t("scheduleOver")}</span>}</span>
              <span>{schedule.last ? <><StartMark start={schedule.last} /> <span class="faint"><Time at={schedule.last.at} /></span></> : <span class="faint">–</span>}</span>
            </li>))}</ul>
        </section>
      )}
    </Screen>
  );
}
