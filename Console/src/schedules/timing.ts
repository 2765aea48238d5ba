import type { ScheduleTiming } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { duration } from "../time/format.ts";

/** When it starts, in a few words. */
export const whenOf = (when: ScheduleTiming): string =>
  when.cron ? `${when.cron} (${when.timeZone})` : when.everySeconds ? t("scheduleEvery", { time: duration(when.everySeconds) }) : t("scheduleOnce", { time: when.at ?? "" });

/** A moment as clocks of the schedule's zone show it: "2026-10-25 02:30:00 +01:00". The server sends it with that zone's offset. */
export const inZone = (time: string): string => time.replace("T", " ").replace(/(Z|[+-]\d\d:\d\d)$/, offset => ` ${offset === "Z" ? "UTC" : offset}`);
