import { ApiError } from "../api/ApiError.ts";
import { submitTask } from "../api/tasks.ts";
import type { SubmitTask } from "../api/types.ts";
import type { Draft } from "./DraftShape.ts";
import { mostKeep, parseDuration } from "./durations.ts";
import { parseLabels } from "./labels.ts";
import { limitsOf } from "./limits.ts";
import { parseUser } from "./runAs.ts";
import { parseCap } from "./sizes.ts";
import { parseTerminal } from "./terminal.ts";

export interface Sent { host: string; task: string; error?: ApiError }

const atOnce = 8;
const tries = 4;

/** A short name that is used once. */
export function newRunId(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = bytes => crypto.getRandomValues(bytes)): string {
  return [...random(new Uint8Array(8))].map(byte => "abcdefghijkmnpqrstuvwxyz23456789"[byte & 31]).join("");
}

/** A draft without problems as the gateway takes it. */
export function bodyOf(draft: Draft, host: string, run: string | null): SubmitTask {
  const named = (secret: boolean) => Object.fromEntries(draft.env.filter(row => row.name.trim() && (row.secret === true) === secret).map(row => [row.name.trim(), row.value]));
  const env = named(false);
  const secrets = named(true);
  const labels = { ...parseLabels(draft.labels), ...(run === null ? {} : { run }) };
  return {
    agent: host,
    ...(draft.kind !== "argv" && /^\ufeff?#!/.test(draft.script) ? {} : { kind: draft.kind }), // a script that names its interpreter is run by that
    ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
    ...(draft.kind === "argv" ? {} : { script: draft.script.replace(/\r\n/g, "\n") }),
    ...(Object.keys(env).length ? { env } : {}),
    ...(Object.keys(secrets).length ? { secrets } : {}),
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
    ...draft.kept,
    ...(draft.kind === "argv" ? { argv: argumentsOf(draft.script) } : {}),
    timeoutSeconds: parseDuration(draft.timeout)!,
    queueSeconds: parseDuration(draft.queue)!,
    ...(Object.keys(labels).length ? { labels } : {}),
  };
}

/** Program and arguments, one per line; the last newline is none. */
export const argumentsOf = (text: string): string[] => text.replace(/\r/g, "").replace(/\n+$/, "").split("\n");

/** Submits to every host. A submission whose answer was lost is sent again: the id is ours, so it stays one task. */
export async function submitAll(draft: Draft, hosts: readonly string[], run: string, sent: (all: Sent[]) => void): Promise<Sent[]> {
  const all: Sent[] = [];
  const waiting = hosts.map((host, i) => ({ host, task: hosts.length === 1 ? run : `${run}-${i + 1}` }));
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      all.push(await submitOne(draft, next.host, next.task, run, hosts.length > 1));
      sent([...all]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, hosts.length) }, worker));
  return all;
}

async function submitOne(draft: Draft, host: string, task: string, run: string, several: boolean): Promise<Sent> {
  for (let attempt = 1; ; attempt++) {
    try {
      await submitTask(task, bodyOf(draft, host, several ? run : null));
      return { host, task };
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }

      if (!error.isUnreachable || attempt === tries) {
        return { host, task, error };
      }
    }
  }
}
