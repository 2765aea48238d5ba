import type { Key } from "../i18n/t.ts";
import type { Draft } from "./DraftShape.ts";
import { longestRetryDelay, mostKeep, parseDuration } from "./durations.ts";
import { parseLabels } from "./labels.ts";
import { limitNames, limitParsers, type LimitFields } from "./limits.ts";
import { storedName } from "../secrets/secretProblem.ts";
import { parseUser } from "./runAs.ts";
import { parseCap } from "./sizes.ts";
import { takesArguments } from "./taskKinds.ts";
import { parseTerminal } from "./terminal.ts";

export type Field = "targets" | "script" | "timeout" | "queue" | "workingDirectory" | "labels" | "lock" | "stdin" | "name" | "tty" | "logCap" | "keep" | "retries" | "retryDelay" | "user" | "umask" | "nice" | "ioNice" | "timeZone" | "batches" | "maxErrors" | "atOnce" | keyof LimitFields | `env-${number}`;

/** Something that keeps a draft from being submitted: at which field, and the sentence that says so there. */
export interface Problem { field: Field; words: Key }

export const mostScriptBytes = 131_072;

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** Everything that is wrong with a draft, from the top of the page down. The gateway has the same rules; nobody need wait for its word. */
export function problems(draft: Draft, hosts: number): Problem[] {
  const found: Problem[] = [];
  const rule = (holds: boolean, field: Field, words: Key) => { if (!holds) found.push({ field, words }); };
  rule(draft.script.trim() !== "", "script", takesArguments(draft.kind) ? "badArguments" : "badScript");
  rule(bytes(draft.script) <= mostScriptBytes, "script", "badScriptSize");
  rule(hosts > 0, "targets", "badTargets");
  rule([...draft.name].length <= 120, "name", "badName");
  rule(parseDuration(draft.timeout) !== null, "timeout", "badDuration");
  rule(parseDuration(draft.queue) !== null, "queue", "badDuration");
  rule(isPath(draft.workingDirectory.trim()), "workingDirectory", "badDirectory");
  rule(draft.tty.trim() === "" || parseTerminal(draft.tty) !== null, "tty", "badTerminal");
  rule(draft.logCap.trim() === "" || parseCap(draft.logCap) !== null, "logCap", "badCap");
  rule(draft.keep.trim() === "" || (parseDuration(draft.keep, mostKeep) ?? 0) >= 60, "keep", "badKeep");
  rule(/^([1-9]|10)?$/.test(draft.retries.trim()), "retries", "badRetries");
  rule(draft.retryDelay.trim() === "" || (draft.retries.trim() !== "" && parseDuration(draft.retryDelay, longestRetryDelay) !== null), "retryDelay", "badRetryDelay");
  rule(draft.lock.trim() === "" || storedName.test(draft.lock.trim().replace(/^host:/, "")), "lock", "badLock");
  rule(draft.user.trim() === "" ? !draft.login : parseUser(draft.user) !== null, "user", draft.user.trim() === "" ? "badLogin" : "badUser");
  rule(/^([0-7]{3}|0[0-7]{3})?$/.test(draft.umask.trim()), "umask", "badUmask");
  rule(/^(-?\d{1,2})?$/.test(draft.nice.trim()) && Number(draft.nice) >= -20 && Number(draft.nice) <= 19, "nice", "badNice");
  rule(/^(idle|(best-effort|realtime)(:[0-7])?)?$/.test(draft.ioNice.trim()), "ioNice", "badIoNice");
  rule(/^([A-Za-z0-9+_-]+(\/[A-Za-z0-9+_-]+)*)?$/.test(draft.timeZone.trim()) && draft.timeZone.trim().length <= 64, "timeZone", "badTimeZone");
  if (hosts > 1) {
    rule(/^(\s*([1-9]\d{0,4}|[1-9]\d?%|100%|[+*][1-9]\d{0,4})\s*(,(?=\s*\S)|$))*$/.test(draft.batches), "batches", "badBatches");
    rule(/^(\d{1,6}|\d{1,2}%|100%)?$/.test(draft.maxErrors.trim()), "maxErrors", "badMaxErrors");
    rule(/^(\d{1,5})?$/.test(draft.atOnce.trim()) && (draft.atOnce.trim() === "" || (Number(draft.atOnce) >= 1 && Number(draft.atOnce) <= 10_000)), "atOnce", "badAtOnce");
  }

  limitNames.forEach(name => rule(draft[name].trim() === "" || limitParsers[name](draft[name]) !== null, name, `bad_${name}`));
  rule(parseLabels(draft.labels) !== null, "labels", "badLabels");
  draft.env.forEach((row, i) => {
    const name = row.name.trim();
    rule(name === "" ? row.value === "" : /^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name), `env-${i}`, name === "" ? "badVariableNone" : "badVariable");
    rule(name === "" || !row.stored || storedName.test(row.value.trim()), `env-${i}`, "badStoredSecret");
    rule(!/^OPS_/.test(name), `env-${i}`, "badVariableReserved");
    rule(name === "" || draft.env.findIndex(other => other.name.trim() === name) === i, `env-${i}`, "badVariableTwice");
  });
  draft.env.forEach((row, i) => rule(!row.forgotten || row.value !== "", `env-${i}`, "badVariableForgotten"));
  rule(!draft.stdinForgotten, "stdin", "badStdinForgotten");
  rule(bytes(draft.stdin) <= mostScriptBytes, "stdin", "badStdinSize");
  return found;
}

const isPath = (path: string): boolean => path === "" || (path.startsWith("/") && !path.split("/").includes(".."));
