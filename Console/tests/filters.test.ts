import { taskKinds } from "../src/run/taskKinds.ts";
import { describe, expect, it } from "vitest";
import type { AgentView } from "../src/api/types.ts";
import { matches, readFilter, sorted, writeFilter } from "../src/fleet/FleetFilter.ts";
import { readTaskFilter, toQuery, writeTaskFilter } from "../src/tasks/TaskFilter.ts";
import { readRange, writeRange } from "../src/log/view/lineRange.ts";
import { parseDuration, writeDuration } from "../src/run/durations.ts";
import { highlight } from "../src/run/highlight.ts";
import { argumentsOf, newRunId, taskOf } from "../src/run/submission.ts";
import { emptyDraft } from "../src/run/DraftShape.ts";
import { fuzzy } from "../src/palette/fuzzy.ts";

const host = (name: string, part: Partial<AgentView> = {}): AgentView => ({
  id: `id-${name}`, name, state: "online", labels: { role: "web", zone: "eu-1" }, protocol: 1, slots: 5, slotsNow: 5, throttle: false, epoch: 1, enrolledAt: "2026-01-01T00:00:00Z", running: 0, queued: 0, draining: false, recent: [], ...part,
});

describe("filter of hosts", () => {
  it.each(["", "?q=web&state=offline", "?q=role%3Dweb+-db&sort=load"])("%j comes back as it was", search => expect(writeFilter(readFilter(search))).toBe(search));

  it("takes nothing that it does not know", () => expect(readFilter("?state=evil&sort=__proto__")).toEqual({ text: "", state: "", sort: "name" }));

  it.each([["web-1", true], ["WEB", true], ["role=we", true], ["role=db", false], ["web -zone=eu-1", false], ["web eu", true], ["nothing", false], ["-db", true]])("%j", (text, yes) =>
    expect(matches(host("web-1"), { text, state: "" })).toBe(yes));

  it("counts each host once", () => {
    const draining = host("a", { draining: true });
    expect([matches(draining, { text: "", state: "online" }), matches(draining, { text: "", state: "draining" }), matches(host("b"), { text: "", state: "draining" })]).toEqual([false, true, false]);
  });

  it("sorts by tasks, the busiest first", () => expect(sorted([host("a"), host("b", { running: 2 })], "tasks").map(each => each.name)).toEqual(["b", "a"]));
});

describe("filter of tasks", () => {
  it("comes back as it was", () => {
    const search = "?phase=running&phase=failed&host=web-1&label=run%3Dx&q=uptime&since=2026-01-01T00%3A00";
    expect(writeTaskFilter(readTaskFilter(search))).toBe(search);
  });

  it("asks the gateway for whole things only", () => {
    expect(toQuery(readTaskFilter("?label=ru&since=no&phase=none&q=+"))).toEqual({ phase: [], agent: undefined, label: undefined, text: undefined, since: undefined, until: undefined });
  });
});

describe("lines in the address", () => {
  it.each([["#L12", { from: 12, to: 12 }], ["#L12-L40", { from: 12, to: 40 }], ["#L40-12", { from: 12, to: 40 }], ["#L0", null], ["#Lx", null], ["", null]])("%j", (hash, range) => expect(readRange(hash)).toEqual(range));

  it("are written shortly", () => expect([writeRange({ from: 3, to: 3 }), writeRange({ from: 3, to: 9 })]).toEqual(["#L3", "#L3-L9"]));
});

describe("durations", () => {
  it.each([["90", 90], ["90s", 90], ["2h", 7_200], ["1h 30m", 5_400], ["1h30m", 5_400], ["7d", 604_800], ["8d", null], ["0", null], ["", null], ["soon", null], ["1h x", null], ["10 min", 600]])("%j", (text, seconds) => expect(parseDuration(text)).toBe(seconds));

  it("are written as they can be read", () => [1, 59, 60, 90, 3_600, 86_399, 604_800].forEach(seconds => expect(parseDuration(writeDuration(seconds))).toBe(seconds)));
});

describe("a script in colours", () => {
  it.each(taskKinds)("is the same text in %s", kind => {
    for (const text of ["", "echo \"a $b\" # c\nif true; then x=1; fi", "def f(x):\n  return '''a\nb''' # no", "'unfinished", "\"\\", "${x", "a'b\"c`d"]) {
      expect(highlight(text, kind).map(token => token.text).join("")).toBe(text);
    }
  });

  it("knows comments, words, strings and variables", () => {
    expect(highlight("for i in \"$x\"; do # all", "bash").filter(token => token.as).map(token => [token.text, token.as]))
      .toEqual([["for", "keyword"], ["in", "keyword"], ["\"$x\"", "string"], ["do", "keyword"], ["# all", "comment"]]);
  });
});

describe("a submission", () => {
  it("says what was written", () => {
    const draft = { ...emptyDraft, script: "a\r\nb", env: [{ name: " X ", value: "1" }, { name: "", value: "2" }], workingDirectory: " /tmp ", timeout: "1m", queue: "1h", labels: "team=ops", name: " nightly " };
    expect(taskOf(draft)).toEqual({ kind: "bash", name: "nightly", script: "a\nb", env: { X: "1" }, workingDirectory: "/tmp", timeoutSeconds: 60, queueSeconds: 3_600, labels: { team: "ops" } });
    expect(taskOf({ ...draft, labels: "" })).not.toHaveProperty("labels");
    expect(taskOf({ ...draft, script: "#!/usr/bin/env python3\nprint(1)" })).not.toHaveProperty("kind");
  });

  it("of arguments has one per line, empty ones too", () => expect(argumentsOf("/bin/echo\n\na b\n")).toEqual(["/bin/echo", "", "a b"]));

  it("has a name that the gateway takes", () => expect(newRunId()).toMatch(/^[a-z0-9]{8}$/));
});

describe("the palette", () => {
  it("finds letters in order and prefers words", () => {
    expect(fuzzy("zz", "fleet")).toBeNull();
    expect(fuzzy("wb1", "web-1")).not.toBeNull();
    expect(fuzzy("task", "Tasks")!).toBeGreaterThan(fuzzy("task", "the ask")!);
  });
});
