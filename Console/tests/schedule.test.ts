import { expect, it } from "vitest";
import { emptySchedule, isScheduleId, timingOf, type ScheduleDraft } from "../src/schedules/scheduleDraft.ts";

it.each<[Partial<ScheduleDraft>, object | null]>([
  [{ cron: " 0 2 * * * ", zone: "Europe/Berlin" }, { cron: "0 2 * * *", timeZone: "Europe/Berlin" }],
  [{ cron: "0 2 * * *", zone: " " }, { cron: "0 2 * * *" }],
  [{ cron: "" }, null],
  [{ rhythm: "every", every: "1h30m" }, { everySeconds: 5_400 }],
  [{ rhythm: "every", every: "60s" }, { everySeconds: 60 }],
  [{ rhythm: "every", every: "59s" }, null],
  [{ rhythm: "every", every: "367d" }, null],
  [{ rhythm: "every", every: "often" }, null],
  [{ rhythm: "once", at: "2030-01-02T03:04" }, { at: new Date(2030, 0, 2, 3, 4).toISOString() }],
  [{ rhythm: "once", at: "" }, null],
])("%j is when it starts", (part, when) => expect(timingOf({ ...emptySchedule(), ...part })).toEqual(when));

it.each([["nightly", true], ["a_B-9", true], ["", false], ["a--b", false], ["a-", false], ["a b", false], ["x".repeat(33), false]])("%j is an id: %s", (id, is) => expect(isScheduleId(id)).toBe(is));
