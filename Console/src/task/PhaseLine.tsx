import type { TaskView } from "../api/types.ts";
import { useValue } from "../app/useValue.ts";
import { t } from "../i18n/t.ts";
import { exact, utc, duration } from "../time/format.ts";
import { now } from "../time/now.ts";

interface Stop { name: string; at: string | undefined; end?: "good" | "bad" | "over" | undefined }

/** The way of a task: each stop with its time, and how long it took to the next. */
export function PhaseLine({ task }: { task: TaskView }) {
  const present = useValue(now);
  const stops: Stop[] = [
    { name: t("stop_queued"), at: task.submittedAt },
    { name: t("stop_sent"), at: task.sentAt },
    ...(task.acceptedAt ? [{ name: t("stop_accepted"), at: task.acceptedAt }] : []),
    { name: t("stop_running"), at: task.startedAt },
    ...(task.cancelRequestedAt ? [{ name: t("stop_cancel"), at: task.cancelRequestedAt }] : []),
    { name: task.terminal ? t(`phase_${task.phase}`) : t("stop_ended"), at: task.endedAt, end: !task.terminal ? undefined : task.phase === "succeeded" ? "good" : task.phase === "cancelled" ? "over" : "bad" },
  ];
  const reached = stops.filter(stop => stop.at).sort((a, b) => Date.parse(a.at!) - Date.parse(b.at!));
  const shown = [...reached, ...stops.filter(stop => !stop.at && !task.terminal)];
  return (
    <ol class="phase-line">
      {shown.map((stop, i) => {
        const next = shown[i + 1];
        const last = i === reached.length - 1;
        const until = next?.at ?? (last && !task.terminal ? new Date(Math.max(present, Date.parse(stop.at!))).toISOString() : undefined);
        return (
          <li key={stop.name} class={`${stop.at ? "reached" : ""}${last && !task.terminal ? " now" : ""}${stop.end ? ` ${stop.end}` : ""}`}
            title={stop.at ? `${exact(stop.at)}\n${utc(stop.at)}` : undefined}>
            <span class="stop-name">{stop.name}</span>
            {stop.at && until && <span class="stop-took number">{duration((Date.parse(until) - Date.parse(stop.at)) / 1_000)}</span>}
          </li>
        );
      })}
    </ol>
  );
}
