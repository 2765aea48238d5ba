import { describe, expect, it } from "vitest";
import type { Counts } from "../src/api/types.ts";
import { countOf, writeCount } from "../src/tasks/phaseCount.ts";

const none = { queued: 0, sent: 0, running: 0, cancelling: 0, cancelUnconfirmed: 0, succeeded: 0, failed: 0, timedOut: 0, cancelled: 0, lost: 0, rejected: 0, complete: true, openComplete: true };
const written = (counts: Partial<Counts>, ...phases: Parameters<typeof countOf>[1]) => writeCount(countOf({ ...none, ...counts }, phases));

describe("counts by phase", () => {
  it("are exact while everything was counted", () => {
    expect(written({ queued: 2, sent: 1, complete: true, openComplete: true }, "queued", "sent")).toBe("3");
    expect(written({ lost: 0, complete: true }, "lost")).toBe("0");
    expect(written({ failed: 7 }, "failed")).toBe("7");
  });

  it("say that there are more where only the newest were counted", () => {
    const many = { succeeded: 9_990, failed: 10, running: 3, complete: false, openComplete: true };
    expect(written({ ...many, succeeded: 10_000 }, "succeeded")).toBe("10,000+");
    expect(written(many, "failed")).toBe("10+");
    expect(written(many, "running")).toBe("3");     // those that are not over were counted by themselves
    expect(written(many, "lost")).toBe("");         // none among the newest: no number rather than a wrong one
    expect(countOf({ ...none, ...many }, ["lost"]).orMore).toBe(true);
  });

  it("of a backlog of more than ten thousand are no more than a lower bound", () => {
    expect(written({ queued: 10_000, sent: 4, complete: false, openComplete: false }, "queued", "sent")).toBe("10,004+");
  });
});
