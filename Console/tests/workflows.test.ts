import { describe, expect, it } from "vitest";
import type { StepView, WorkflowView } from "../src/api/types.ts";
import { approvalsOf, canRetry, isOver, kindOf, needsOf, stopOf } from "../src/workflows/steps.ts";
import { stepOfJob } from "../src/workflows/stepOfJob.ts";

const step = (name: string, more: Partial<StepView> = {}): StepView => ({
  name, phase: "waiting", needs: [], when: "success", mayFail: false, outputs: [], outputsCut: false, isApproval: false, approvers: [], hosts: 2, counts: { waiting: 2, open: 0, succeeded: 0, failed: 0, undelivered: 0, cancelled: 0 }, ...more,
});

const workflow = (phase: WorkflowView["phase"], ...steps: StepView[]): WorkflowView => ({ id: "w", phase, terminal: phase === "succeeded" || phase === "failed" || phase === "stopped", values: {}, steps, round: 1, submittedAt: "2026-01-01T00:00:00Z", seen: "1" });

describe("a step", () => {
  it("says what it waits for where that is not the one before it", () => {
    const steps = [step("a"), step("b", { needs: ["a"] }), step("c", { needs: ["a"] }), step("d", { needs: ["b", "c"] }), step("e")];
    expect(steps.map((_, place) => needsOf(steps, place))).toEqual([null, null, ["a"], ["b", "c"], "none"]);
  });

  it("is a job, an approval or a wait", () => {
    expect([step("a"), step("b", { isApproval: true, hosts: 0 }), step("c", { hosts: 0 })].map(kindOf)).toEqual(["job", "approval", "wait"]);
  });

  it("is over when nothing more happens to it", () => {
    expect((["waiting", "running", "succeeded", "failed", "skipped", "stopped"] as const).map(phase => isOver(step("a", { phase })))).toEqual([false, false, true, true, true, true]);
  });

  it("is found by the id of its job, and a job of its own has none", () => {
    expect(["rel-1--build", "a--b-2", "patch-42", "--b", "a--"].map(stepOfJob)).toEqual([{ workflow: "rel-1", step: "build" }, { workflow: "a", step: "b-2" }, null, null, null]);
  });
});

describe("a workflow", () => {
  it("asks for a word where an approval runs, and not before or after", () => {
    const asks = (["waiting", "running", "succeeded"] as const).map(phase => step(phase, { phase, isApproval: true, hosts: 0 }));
    expect(approvalsOf(workflow("running", ...asks, step("job", { phase: "running" }))).map(each => each.name)).toEqual(["running"]);
  });

  it("is stopped once, and once more where steps that always run are left", () => {
    const clean = step("clean", { when: "always" });
    expect([
      stopOf(workflow("running", clean)), stopOf(workflow("stopping", clean)), stopOf(workflow("stopping", { ...clean, phase: "running" })), stopOf(workflow("stopping", step("a", { phase: "running" }))),
      stopOf(workflow("stopping", { ...clean, phase: "succeeded" })), stopOf(workflow("stopped", clean)),
    ]).toEqual(["stop", "stopAll", "stopAll", null, null, null]);
  });

  it("has another round where it did not succeed", () => {
    expect((["running", "stopping", "succeeded", "failed", "stopped"] as const).map(phase => canRetry(workflow(phase)))).toEqual([false, false, false, true, true]);
  });
});
