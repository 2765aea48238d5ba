import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TaskSummary } from "../src/api/types.ts";
import { forgetSession } from "../src/app/stored.ts";
import { en } from "../src/i18n/en.ts";
import { zh } from "../src/i18n/zh.ts";
import { chosenHosts } from "../src/run/chosenHosts.ts";
import { draft } from "../src/run/draft.ts";
import { emptyDraft, isDraft, type Draft } from "../src/run/DraftShape.ts";
import { draftOf } from "../src/run/draftOf.ts";
import { problems } from "../src/run/problems.ts";
import { readRunLink, writeRunLink } from "../src/run/runLink.ts";
import { parseUser, writeUser } from "../src/run/runAs.ts";
import { resultsOf, runsOf } from "../src/run/runsOf.ts";
import { jobOf, taskOf } from "../src/run/submission.ts";

const good: Draft = { ...emptyDraft, script: "uptime" };

describe("a draft", () => {
  it.each<[string, Partial<Draft>, string | null]>([
    ["nothing wrong", {}, null],
    ["no script", { script: " \n" }, "script"],
    ["a script too large", { script: "é".repeat(70_000) }, "script"],
    ["10x", { timeout: "10x" }, "timeout"],
    ["8d", { timeout: "8d" }, "timeout"],
    ["no timeout", { timeout: "" }, "timeout"],
    ["30s x", { timeout: "30s x" }, "timeout"],
    ["5m30s", { timeout: "5m30s" }, null],
    ["a queue time that is none", { queue: "0" }, "queue"],
    ["a relative directory", { workingDirectory: "srv/app" }, "workingDirectory"],
    ["a directory upwards", { workingDirectory: "/srv/../etc" }, "workingDirectory"],
    ["an absolute directory", { workingDirectory: " /srv/app " }, null],
    ["a label without value", { labels: "team" }, "labels"],
    ["labels", { labels: "team=ops, release=42" }, null],
    ["1BAD", { env: [{ name: "1BAD", value: "x" }] }, "env-0"],
    ["a value without a name", { env: [{ name: "", value: "x" }] }, "env-0"],
    ["an empty row", { env: [{ name: "", value: "" }] }, null],
    ["a variable of the agent's", { env: [{ name: "A", value: "" }, { name: "OPS_TASK_ID", value: "x" }] }, "env-1"],
    ["a variable twice", { env: [{ name: "A", value: "" }, { name: "A", value: "x" }] }, "env-1"],
    ["a terminal without a size", { tty: "yes" }, "tty"],
    ["a terminal too wide", { tty: "1001x24" }, "tty"],
    ["a terminal of no lines", { tty: "80x0" }, "tty"],
    ["a terminal", { tty: " 120 X 40 " }, null],
    ["a cap without a unit that is known", { logCap: "10X" }, "logCap"],
    ["a cap too small", { logCap: "1K" }, "logCap"],
    ["a cap too large", { logCap: "65G" }, "logCap"],
    ["a cap", { logCap: " 1.5 GB " }, null],
    ["a time to keep that is none", { keep: "long" }, "keep"],
    ["a time to keep that is too short", { keep: "59s" }, "keep"],
    ["a time to keep that is too long", { keep: "366d" }, "keep"],
    ["a time to keep", { keep: "30d" }, null],
    ["a long name", { name: "x".repeat(121) }, "name"],
    ["a stored secret without its name", { env: [{ name: "A", value: "", stored: true }] }, "env-0"],
    ["a stored secret whose name is none", { env: [{ name: "A", value: "-x", stored: true }] }, "env-0"],
    ["a stored secret", { env: [{ name: "A", value: "db-password", stored: true, file: true }] }, null],
    ["a lock that is none", { lock: "de ploy" }, "lock"],
    ["a lock of nothing", { lock: "host:" }, "lock"],
    ["a lock of each host", { lock: "host:cache" }, null],
    ["a value that was not kept", { env: [{ name: "A", value: "", forgotten: true }] }, "env-0"],
    ["a value written again", { env: [{ name: "A", value: "1", forgotten: true }] }, null],
    ["input that was not kept", { stdinForgotten: true }, "stdin"],
    ["input too large", { stdin: "x".repeat(131_073) }, "stdin"],
  ])("%s", (_, part, field) => {
    const found = problems({ ...good, ...part }, 1);
    expect(found[0]?.field ?? null).toBe(field);
    found.forEach(each => expect(en[each.words] && zh[each.words]).toBeTruthy());
  });

  it("without a host is not submitted either", () => expect(problems(good, 0).map(each => each.field)).toEqual(["targets"]));

  it("that has no problem is a body with whole numbers", () => {
    fc.assert(fc.property(fc.record({ timeout: fc.string(), queue: fc.string(), labels: fc.string() }), part => {
      const draft = { ...good, ...part };
      if (problems(draft, 1).length === 0) {
        const body = taskOf(draft);
        expect(Number.isInteger(body.timeoutSeconds) && body.timeoutSeconds! >= 1 && body.timeoutSeconds! <= 604_800).toBe(true);
      }
    }));
  });

  it("comes back from what was submitted, without the label of its job", () => {
    const all: Draft = { ...good, name: "n", labels: "a=b", timeout: "1h 30m", queue: "2d", workingDirectory: "/tmp", stdin: "in", tty: "120x40", logCap: "10M", keep: "30d", again: true, env: [{ name: "A", value: "1" }, { name: "S", value: "2", secret: true }] };
    const body = taskOf(all);
    expect([body.env, body.secrets]).toEqual([{ A: "1" }, { S: "2" }]);
    expect(draftOf({ kind: all.kind, ...body, labels: { ...body.labels, job: "j" }, secrets: { S: null } })).toEqual({ ...all, env: [all.env[0], { name: "S", value: "", secret: true, forgotten: true }] });
    expect(problems(draftOf({ kind: all.kind, ...body, secrets: { S: null } }), 1)).toEqual([{ field: "env-1", words: "badVariableForgotten" }]);
  });
});

describe("a task that is run again", () => {
  it("is asked for as it was: arguments, grace, cap and what happens when it is lost too", () => {
    const spec = { kind: "bash" as const, script: "echo $1", argv: ["one"], grace: { interruptSeconds: 0, terminateSeconds: 30 }, logCapBytes: 65_536, keepSeconds: 2_592_000, onLost: "retry" as const, timeoutSeconds: 60, queueSeconds: 60 };
    expect(taskOf(draftOf(spec))).toEqual(spec);
  });

  it("has nothing more where nothing was unusual", () =>
    expect(draftOf({ agent: "h", kind: "bash", script: "x", grace: { interruptSeconds: 7.5, terminateSeconds: 2.5 } }).kept).toBe(undefined));
});

describe("a run on several hosts", () => {
  it("is a job with what was said of their order", () => {
    expect(jobOf({ ...good, name: " n ", batches: "1, 10%", pause: "onFailure", maxErrors: "5%", atOnce: "20" }, ["a", "b"]))
      .toEqual({ hosts: ["a", "b"], name: "n", task: taskOf({ ...good, name: "n" }), batches: "1, 10%", pause: "onFailure", maxErrors: "5%", maxConcurrent: 20 });
    expect(jobOf(good, ["a", "b"])).toEqual({ hosts: ["a", "b"], task: taskOf(good) });
  });

  it.each<[Partial<Draft>, string | null]>([
    [{ batches: "1,10%, 50%" }, null], [{ batches: "+5,*2" }, null], [{ batches: "100%" }, null], [{ batches: "0" }, "batches"], [{ batches: "1," }, "batches"], [{ batches: "101%" }, "batches"], [{ batches: "1 2" }, "batches"], [{ batches: "x" }, "batches"],
    [{ maxErrors: "0" }, null], [{ maxErrors: "100%" }, null], [{ maxErrors: "101%" }, "maxErrors"], [{ maxErrors: "-1" }, "maxErrors"],
    [{ atOnce: "10000" }, null], [{ atOnce: "0" }, "atOnce"], [{ atOnce: "10001" }, "atOnce"],
  ])("%j", (part, field) => {
    expect(problems({ ...good, ...part }, 2)[0]?.field ?? null).toBe(field);
    expect(problems({ ...good, ...part }, 1)).toEqual([]); // one host has no order
  });

  it("has its order in its link", () => {
    const draft: Draft = { ...good, batches: "1,50%", pause: "each", maxErrors: "3", atOnce: "7" };
    expect(readRunLink(new URL(writeRunLink(draft, ["a"]), "http://x").search)!.draft).toEqual(draft);
  });
});

describe("what this browser keeps", () => {
  it("is the draft without values of variables and standard input", () => {
    draft.set({ ...good, stdin: "hunter2", env: [{ name: "PASSWORD", value: "hunter2" }] });
    const kept = localStorage.getItem("ops.run.draft")!;
    expect(kept).toContain("PASSWORD");
    expect(kept).toContain("uptime");
    expect(kept).not.toContain("hunter2");
    expect(isDraft(JSON.parse(kept))).toBe(true);
  });

  it("is nothing of it once the session is over", () => {
    localStorage.setItem("ops.run.history", "[\"what an older page kept\"]");
    draft.set({ ...good, stdin: "hunter2" });
    chosenHosts.set(["h"]);
    forgetSession();
    expect([draft.current, chosenHosts.current]).toEqual([emptyDraft, []]);
    expect(["ops.run.draft", "ops.run.hosts", "ops.run.history"].map(key => localStorage.getItem(key))).toEqual([null, null, null]);
  });
});

describe("a link to a prepared run", () => {
  it("brings back the form, but no values of variables and no input", () => {
    const all: Draft = { ...good, kind: "python", name: "n", labels: "a=b", timeout: "5m", workingDirectory: "/tmp", stdin: "secret", env: [{ name: "A", value: "secret" }] };
    const link = writeRunLink(all, ["web-1", "db-1"]);
    expect(link).not.toContain("secret");
    expect(readRunLink(new URL(link, "http://x").search)).toEqual({ hosts: ["web-1", "db-1"], draft: { ...all, stdin: "", env: [{ name: "A", value: "" }] } });
  });

  it.each([["", null], ["?host=vm", { hosts: ["vm"], draft: null }], ["?kind=evil&script=x", { hosts: [], draft: { ...emptyDraft, script: "x" } }]])("%j", (search, link) => expect(readRunLink(search)).toEqual(link));
});

it("tasks of one job are one entry of the history", () => {
  const task = (id: string, job?: string): TaskSummary => ({ id, agent: { id: "h", name: "h" }, kind: "bash", phase: "queued", attempt: 1, submittedAt: "", labels: job ? { job } : {}, terminal: false });
  const runs = runsOf([task("a-2", "a"), task("b"), task("a-1", "a")]);
  expect(runs.map(run => [run.id, run.tasks.length, resultsOf(run)])).toEqual([["a", 2, "/jobs/a"], ["b", 1, "/tasks/b"]]);
});

describe("the limits of a run", () => {
  const draft = { ...emptyDraft, script: "x", memory: "512M", cpu: "150%", cpuTime: "10m", processes: "100", openFiles: "256" };
  const limits = { memoryBytes: 536_870_912, cpuPercent: 150, cpuSeconds: 600, processes: 100, openFiles: 256 };
  it("are sent, come back into the form, and stand in its link", () => {
    const body = taskOf(draft);
    expect(body.limits).toEqual(limits);
    expect(draftOf({ ...body, kind: "bash" })).toMatchObject({ memory: "512M", cpu: "150%", cpuTime: "10m", processes: "100", openFiles: "256" });
    expect(readRunLink(new URL(writeRunLink(draft, []), "http://x").search)!.draft).toMatchObject({ memory: "512M", cpu: "150%" });
    expect(problems(draft, 1)).toEqual([]);
    expect(taskOf({ ...emptyDraft, script: "x" }).limits).toBeUndefined();
  });
  it("out of their range are said at their field", () => expect(
    problems({ ...draft, memory: "1K", cpu: "0%", cpuTime: "2y", processes: "0", openFiles: "15" }, 1).map(each => each.field),
  ).toEqual(["memory", "cpu", "cpuTime", "processes", "openFiles"]));
});

describe("the user of a run", () => {
  it.each(["app", "app:www", "app:www,docker", "svc.a_b-1$:users@domain"])("%s is read and written the same", text => expect(writeUser(parseUser(text)!)).toBe(text));
  it.each(["", "-u", "a b", "a:", "a:b:c", "a:b,", "../root", "a/b", "a\nb"])("%j is none", text => expect(parseUser(text)).toBe(null));
  it("is sent with its login environment, and comes back into the form", () => {
    const draft = { ...emptyDraft, script: "x", user: "app:www", login: true, workingDirectory: "/srv", makeDirectory: true, umask: "027", nice: "5", ioNice: "idle", timeZone: "Europe/Berlin" };
    const body = taskOf(draft);
    expect(body).toMatchObject({ runAs: { user: "app", group: "www", login: true }, createDirectory: true, umask: "027", nice: 5, ioNice: "idle", timeZone: "Europe/Berlin" });
    expect(draftOf({ ...body, kind: "bash" })).toMatchObject({ user: "app:www", login: true, makeDirectory: true, umask: "027", nice: "5", ioNice: "idle", timeZone: "Europe/Berlin" });
    expect(problems(draft, 1)).toEqual([]);
    expect(readRunLink(new URL(writeRunLink(draft, []), "http://x").search)!.draft).toMatchObject({ user: "app:www", login: true, makeDirectory: true, nice: "5" });
    expect(problems({ ...draft, user: "", umask: "9", nice: "20", ioNice: "idle:1", timeZone: "../x" }, 1).map(each => each.field)).toEqual(["user", "umask", "nice", "ioNice", "timeZone"]);
  });
});
