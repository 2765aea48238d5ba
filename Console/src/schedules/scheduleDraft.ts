import type { ScheduleOverlap, ScheduleTiming } from "../api/types.ts";
import { parseDuration } from "../run/durations.ts";

export type Rhythm = "cron" | "every" | "once";

/** What the form of a schedule holds, as it was typed. */
export interface ScheduleDraft { id: string; rhythm: Rhythm; cron: string; zone: string; every: string; at: string; overlap: ScheduleOverlap }

const longest = 31_622_400;

export const emptySchedule = (): ScheduleDraft => ({ id: "", rhythm: "cron", cron: "0 2 * * *", zone: new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC", every: "1h", at: "", overlap: "forbid" });

export const isScheduleId = (id: string): boolean => /^[A-Za-z0-9_-]{0,31}[A-Za-z0-9_]$/.test(id) && !id.includes("--");

/** When it starts; null: that cannot be read. What an expression means is the gateway's word. */
export function timingOf({ rhythm, cron, zone, every, at }: ScheduleDraft): ScheduleTiming | null {
  switch (rhythm) {
    case "cron": return cron.trim() ? { cron: cron.trim(), ...(zone.trim() ? { timeZone: zone.trim() } : {}) } : null;
    case "every": {
      const seconds = parseDuration(every, longest);
      return seconds === null || seconds < 60 ? null : { everySeconds: seconds };
    }
    case "once": {
      const moment = Date.parse(at);
      return Number.isNaN(moment) ? null : { at: new Date(moment).toISOString() };
    }
  }
}
