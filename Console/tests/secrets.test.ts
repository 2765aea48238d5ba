import { describe, expect, it } from "vitest";
import { emptyDraft, withoutSecrets, type Draft, type EnvRow } from "../src/run/DraftShape.ts";
import { draftOf } from "../src/run/draftOf.ts";
import { taskOf } from "../src/run/submission.ts";
import { secretProblem } from "../src/secrets/secretProblem.ts";

const rows: EnvRow[] = [
  { name: "PLAIN", value: "1" }, { name: "TYPED", value: "hunter22", secret: true, file: true }, { name: "PASSWORD", value: "db-password", stored: true }, { name: "KEY_FILE", value: "deploy-key", stored: true, file: true },
];
const good: Draft = { ...emptyDraft, script: "uptime", lock: "host:cache", env: rows };

describe("variables of a run", () => {
  it("go where they belong: values, secrets, names of stored ones, and which are files", () => {
    const task = taskOf(good);
    expect([task.env, task.secrets, task.storedSecrets, task.secretFiles, task.lock]).toEqual([
      { PLAIN: "1" }, { TYPED: "hunter22" }, { PASSWORD: "db-password", KEY_FILE: "deploy-key" }, ["TYPED", "KEY_FILE"], "host:cache",
    ]);
  });

  it("come back when the task is run again, typed secrets without their values", () => {
    const again = draftOf({ agent: "h", kind: "bash", ...taskOf(good), secrets: { TYPED: null } });
    expect(again.env).toEqual([rows[0], { ...rows[1], value: "", forgotten: true }, rows[2], rows[3]]);
    expect(again.lock).toBe("host:cache");
    expect(again.kept).toBe(undefined);
  });

  it("are kept in the browser without values, but with the names of stored secrets", () => {
    expect(withoutSecrets(good).env).toEqual([
      { name: "PLAIN", value: "", forgotten: true }, { name: "TYPED", value: "", secret: true, file: true, forgotten: true }, rows[2], rows[3],
    ]);
  });
});

describe("a secret that is to be stored", () => {
  it.each<[string, Partial<{ name: string; value: string; on: string }>, boolean, string | null]>([
    ["as it should be", {}, true, null],
    ["without a name", { name: "" }, true, "name"],
    ["a name with a space", { name: "db password" }, true, "name"],
    ["a name of 65 letters", { name: "a".repeat(65) }, true, "name"],
    ["a name that another has", { name: "taken" }, true, "name"],
    ["a value of three bytes", { value: "abc" }, true, "value"],
    ["a value that is too long", { value: "é".repeat(16_385) }, true, "value"],
    ["a value with NUL", { value: "abc\0d" }, true, "value"],
    ["for no host", { on: " " }, true, "on"],
    ["changed, its value kept", { name: "taken", value: "" }, false, null],
    ["changed to a short value", { name: "taken", value: "abc" }, false, "value"],
  ])("%s", (_, part, isNew, field) => {
    expect(secretProblem({ name: "db-password", value: "hunter22", on: "all", ...part }, isNew, ["taken"])?.field ?? null).toBe(field);
  });
});
