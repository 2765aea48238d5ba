import { useState } from "preact/hooks";
import { previewSchedule, putSchedule } from "../api/schedules.ts";
import type { ScheduleTiming, SubmitJob } from "../api/types.ts";
import { go } from "../app/route.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { emptySchedule, isScheduleId, timingOf, type Rhythm, type ScheduleDraft } from "./scheduleDraft.ts";
import { inZone } from "./timing.ts";

const rhythms: readonly Rhythm[] = ["cron", "every", "once"];
const overlaps = ["forbid", "queue", "replace"] as const;
const shown = 5;

/** Stores a job with when to start it. Its next times are seen before it is stored. */
export function ScheduleForm({ job, onClose }: { job: SubmitJob; onClose: () => void }) {
  const [draft, setDraft] = useState<ScheduleDraft>(emptySchedule);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<ScheduleDraft>) => setDraft({ ...draft, ...part });
  const when = timingOf(draft);
  const { data, error } = useLoad(async signal => when && await previewSchedule(when, shown, signal), [JSON.stringify(when)]);
  const store = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!isScheduleId(draft.id) || !when) {
      document.getElementById(isScheduleId(draft.id) ? "schedule-when" : "schedule-id")?.focus();
      return;
    }

    setBusy(true);
    await putSchedule(draft.id, { ...(job.name ? { name: job.name } : {}), when, overlap: draft.overlap, job }).then(() => go(`/schedules/${draft.id}`), setRefused);
    setBusy(false);
  };
  const wrongId = tried && !isScheduleId(draft.id);
  return (
    <Dialog title={t("newSchedule")} onClose={onClose}>
      <form class="token-form" onSubmit={event => void store(event)}>
        <div class="field">
          <label for="schedule-id">{t("scheduleId")}</label>
          <input id="schedule-id" class="mono" autofocus value={draft.id} placeholder="nightly-backup" maxLength={32} spellcheck={false} autocomplete="off" aria-invalid={wrongId} aria-describedby="schedule-id-help" onInput={event => change({ id: event.currentTarget.value })} />
          <small id="schedule-id-help" class={wrongId ? "error" : "faint"}>{t("scheduleIdHelp")}</small>
        </div>
        <Segmented label={t("scheduleWhen")} value={draft.rhythm} onChange={rhythm => change({ rhythm })} options={rhythms.map(rhythm => ({ value: rhythm, text: t(`rhythm_${rhythm}`) }))} />
        {draft.rhythm === "cron" && (
          <div class="fields">
            <When label={t("cronExpression")} help={t("cronHelp")} value={draft.cron} wrong={!when} onChange={cron => change({ cron })} />
            <div class="field grow"><label for="schedule-zone">{t("timeZone")}</label><input id="schedule-zone" class="mono" value={draft.zone} placeholder="UTC" spellcheck={false} onInput={event => change({ zone: event.currentTarget.value })} /></div>
          </div>
        )}
        {draft.rhythm === "every" && <When label={t("interval")} help={t("intervalHelp")} value={draft.every} wrong={!when} onChange={every => change({ every })} />}
        {draft.rhythm === "once" && <When label={t("moment")} help={t("momentHelp")} value={draft.at} wrong={tried && !when} isMoment onChange={at => change({ at })} />}
        <div class="field">
          <span class="label-text">{t("scheduleOverlapPolicy")}</span>
          <Segmented label={t("scheduleOverlapPolicy")} value={draft.overlap} onChange={overlap => change({ overlap })} options={overlaps.map(overlap => ({ value: overlap, text: t(`scheduleOverlap_${overlap}`) }))} />
        </div>
        <section aria-label={t("scheduleNextTimes")} aria-live="polite"><span class="label-text">{t("scheduleNextTimes")}</span><NextTimes when={when} times={data?.next} error={error} /></section>
        {refused && <p class="error" role="alert">{refused.message}</p>}
        <div class="dialog-actions"><Button onClick={onClose}>{t("cancel")}</Button><Button kind="primary" type="submit" busy={busy}>{t("storeSchedule")}</Button></div>
      </form>
    </Dialog>
  );
}

function When({ label, help, value, wrong, isMoment = false, onChange }: { label: string; help: string; value: string; wrong: boolean; isMoment?: boolean; onChange: (value: string) => void }) {
  const input = { id: "schedule-when", class: "mono", value, spellcheck: false, autocomplete: "off", "aria-invalid": wrong, "aria-describedby": "schedule-when-help" };
  return (
    <div class="field">
      <label for="schedule-when">{label}</label>
      {isMoment ? <input type="datetime-local" {...input} onInput={event => onChange(event.currentTarget.value)} /> : <input {...input} onInput={event => onChange(event.currentTarget.value)} />}
      <small id="schedule-when-help" class={wrong ? "error" : "faint"}>{help}</small>
    </div>
  );
}

function NextTimes({ when, times, error }: { when: ScheduleTiming | null; times: readonly string[] | undefined; error: Error | undefined }) {
  if (!when) {
    return <p class="faint">{t("scheduleNoTimes")}</p>;
  }

  if (error) {
    return <p class="error">{error.message}</p>;
  }

  return times?.length ? <ol class="schedule-next">{times.map(time => <li key={time}>{inZone(time)}</li>)}</ol> : <p class="faint">{t(times ? "scheduleOver" : "loading")}</p>;
}
