import { describe, expect, it } from "vitest";
import { emptyDraft } from "../src/run/DraftShape.ts";
import { RunIds } from "../src/run/RunIds.ts";

describe("what a run is called", () => {
  const ids = () => {
    let made = 0;
    return new RunIds(() => `run-${++made}`);
  };
  const uptime = { ...emptyDraft, script: "uptime" };

  it("is the same where it got no answer and is asked for again as it was", () => {
    const runs = ids();
    expect(runs.next(uptime, ["a", "b"])).toBe("run-1");
    expect(runs.next({ ...uptime }, ["a", "b"])).toBe("run-1");
  });

  it("is another one where something of it was changed", () => {
    const runs = ids();
    expect([runs.next(uptime, ["a"]), runs.next({ ...uptime, script: "id" }, ["a"]), runs.next(uptime, ["a", "b"])]).toEqual(["run-1", "run-2", "run-3"]);
  });

  it("is another one after an answer", () => {
    const runs = ids();
    runs.next(uptime, ["a"]);
    runs.answered();
    expect(runs.next(uptime, ["a"])).toBe("run-2");
  });
});
