import { ApiError } from "../api/ApiError.ts";
import { submitJob } from "../api/jobs.ts";
import { submitTask } from "../api/tasks.ts";
import type { SubmitJob, SubmitTask } from "../api/types.ts";
import type { Draft, EnvRow } from "./DraftShape.ts";
import { longestRetryDelay, mostKeep, parseDuration } from "./durations.ts";
import { parseLabels } from "./labels.ts";
import { limitsOf } from "./limits.ts";
import { parseUser } from "./runAs.ts";
import { parseCap } from "./sizes.ts";
import { takesArguments } from "./taskKinds.ts";
import { parseTerminal } from "./terminal.ts";

const tries = 4;

/** A short name that is used once. */
export function newRunId(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = bytes => crypto.getRandomValues(bytes)): string {
  return [...random(new Uint8Array(8))].map(byte => "abcdefghijkmnpqrstuvwxyz23456789"[byte & 31]).join("");
}

/** What a draft without problems asks of a host, as the gateway takes it. */
export function taskOf(draft: Draft): SubmitTask {
  const rows = draft.env.filter(row => row.name.trim());
  const named = (those: (row: EnvRow) => boolean) => Object.fromEntries(rows.filter(those).map(row => [row.name.trim(), row.stored ? row.value.trim() : row.value]));
  const env = named(row => !row.secret && !row.stored);
  const secrets = named(row => row.secret === true);
  const storedSecrets = named(row => row.stored === true);
  const secretFiles = rows.filter(row => row.file && (row.secret || row.stored)).map(row => row.name.trim());
  const labels = parseLabels(draft.labels)!;
  return {
    ...(!takesArguments(draft.kind) && /^\ufeff?#!/.test(draft.script) ? {} : { kind: draft.kind }), // a script that names its interpreter is run by that
    ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
    ...(takesArguments(draft.kind) ? {} : { script: draft.script.replace(/\r\n/g, "\n") }),
    ...(Object.keys(env).length ? { env } : {}),
    ...(Object.keys(secrets).length ? { secrets } : {}),
    ...(Object.keys(storedSecrets).length ? { storedSecrets } : {}),
    ...(secretFiles.length ? { secretFiles } : {}),
    ...(draft.lock.trim() ? { lock: draft.lock.trim() } : {}),
    ...(draft.workingDirectory.trim() ? { workingDirectory: draft.workingDirectory.trim() } : {}),
    ...(draft.stdin ? { stdin: draft.stdin } : {}),
    ...(draft.tty.trim() ? { tty: parseTerminal(draft.tty)! } : {}),
    ...(draft.user.trim() ? { runAs: { ...parseUser(draft.user)!, ...(draft.login ? { login: true } : {}) } } : {}),
    ...(draft.makeDirectory && draft.workingDirectory.trim() ? { createDirectory: true } : {}),
    ...(draft.umask.trim() ? { umask: draft.umask.trim() } : {}),
    ...(draft.nice.trim() ? { nice: Number(draft.nice) } : {}),
    ...(draft.ioNice.trim() ? { ioNice: draft.ioNice.trim() } : {}),
    ...(draft.timeZone.trim() ? { timeZone: draft.timeZone.trim() } : {}),
    ...(limitsOf(draft) ? { limits: limitsOf(draft)! } : {}),
    ...(draft.logCap.trim() ? { logCapBytes: parseCap(draft.logCap)! } : {}),
    ...(draft.keep.trim() ? { keepSeconds: parseDuration(draft.keep, mostKeep)! } : {}),
    ...(draft.again ? { onLost: "retry" } : {}),
    ...(draft.retries.trim() ? { retry: { times: Number(draft.retries), ...(draft.retryDelay.trim() ? { delaySeconds: parseDuration(draft.retryDelay, longestRetryDelay)! } : {}) } } : {}),
    ...draft.kept,
    ...(takesArguments(draft.kind) ? { argv: argumentsOf(draft.script) } : {}),
    timeoutSeconds: parseDuration(draft.timeout)!,
    queueSeconds: parseDuration(draft.queue)!,
    ...(Object.keys(labels).length ? { labels } : {}),
  };
}

/** Program and arguments, one per line; the last newline is none. */
export const argumentsOf = (text: string): string[] => text.replace(/\r/g, "").replace(/\n+$/, "").split("\n");

/** The same of several hosts, in the order in which they get their turn. */
export const jobOf = (draft: Draft, hosts: readonly string[]): SubmitJob => ({
  hosts: [...hosts],
  ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
  task: taskOf(draft),
  ...(draft.batches.trim() ? { batches: draft.batches.trim() } : {}),
  ...(draft.pause === "never" ? {} : { pause: draft.pause }),
  ...(draft.maxErrors.trim() ? { maxErrors: draft.maxErrors.trim() } : {}),
  ...(draft.atOnce.trim() ? { maxConcurrent: Number(draft.atOnce) } : {}),
});

/** Submits a draft, to several hosts as a job, and gives where it is seen. What got no answer is sent again: the id is ours, so it stays one. */
export async function submit(draft: Draft, hosts: readonly string[], id: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      if (hosts.length > 1) {
        await submitJob(id, jobOf(draft, hosts));
        return `/jobs/${id}`;
      }

      await submitTask(id, { agent: hosts[0]!, ...taskOf(draft) });
      return `/tasks/${id}`;
    } catch (error) {
      if (!(error instanceof ApiError && error.isUnreachable && attempt < tries)) {
        throw error;
      }
    }
  }
}
