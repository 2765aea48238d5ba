import type { JobPause, SubmitTask, TaskKind } from "../api/types.ts";
import { jobPauses } from "./jobPauses.ts";
import { taskKinds } from "./taskKinds.ts";

/**
 * `secret`: the gateway tells it to nobody but the host. `stored`: the value is the name of a stored secret. `file`: the variable has the path of a file in which the secret is.
 * `forgotten`: it had a value that this browser did not keep, or that nobody is told.
 */
export interface EnvRow { name: string; value: string; secret?: boolean; stored?: boolean; file?: boolean; forgotten?: boolean }

/** What a task was asked for that the form has no field for: run again, it is asked for again. */
export type Kept = Pick<SubmitTask, "argv" | "grace" | "locale" | "artifacts">;

/** What the Run screen holds, as it was typed: a task that is not submitted. */
export interface Draft {
  kind: TaskKind; script: string; env: EnvRow[]; timeout: string; queue: string; workingDirectory: string; stdin: string; name: string; labels: string;
  /** Size of its terminal; empty: it has none. */
  tty: string;
  /** The user for whom it runs, with his group after a colon; empty: the agent's own. */
  user: string;
  /** Whether it is run by that user's login shell. */
  login: boolean;
  /** Whether its working directory is made. */
  makeDirectory: boolean;
  umask: string; nice: string; ioNice: string; timeZone: string;
  /** What it may use, each empty where it is not limited: memory, its share of the processors, processor time, processes, open files. */
  memory: string; cpu: string; cpuTime: string; processes: string; openFiles: string;
  /** On several hosts: how many at a time, when it waits for a word, how many may fail, and how many run at once. */
  batches: string; pause: JobPause; maxErrors: string; atOnce: string;
  /** How much of its output is kept; empty: what is usual. */
  logCap: string;
  /** How long it is kept once it is over; empty: as long as others. */
  keep: string;
  /** How often it is started again when it fails, and after which pause; both empty: not. */
  retries: string; retryDelay: string;
  /** Whether it is started again when its host is lost while it runs. */
  again: boolean;
  /** The lock that it takes; empty: none. */
  lock: string;
  stdinForgotten?: boolean;
  kept?: Kept;
}

export const emptyDraft: Draft = { kind: "bash", script: "", env: [], timeout: "2h", queue: "1d", workingDirectory: "", stdin: "", name: "", labels: "", tty: "", logCap: "", keep: "", again: false, lock: "", retries: "", retryDelay: "",
  batches: "", pause: "never", maxErrors: "", atOnce: "",
  user: "", login: false, makeDirectory: false, umask: "", nice: "", ioNice: "", timeZone: "", memory: "", cpu: "", cpuTime: "", processes: "", openFiles: "" };

export function isDraft(value: unknown): value is Draft {
  const draft = value as Draft | null;
  return typeof draft === "object" && draft !== null && taskKinds.includes(draft.kind) && jobPauses.includes(draft.pause)
    && (["script", "timeout", "queue", "workingDirectory", "stdin", "name", "labels", "lock", "tty", "logCap", "keep", "retries", "retryDelay", "user", "umask", "nice", "ioNice", "timeZone", "memory", "cpu", "cpuTime", "processes", "openFiles", "batches", "maxErrors", "atOnce"] as const).every(name => typeof draft[name] === "string")
    && (["again", "login", "makeDirectory"] as const).every(name => typeof draft[name] === "boolean")
    && Array.isArray(draft.env) && draft.env.every(row => typeof row?.name === "string" && typeof row.value === "string");
}

/** What of a draft a browser may keep: values of variables and standard input are often secrets. */
export const withoutSecrets = (draft: Draft): Draft => ({
  ...draft, stdin: "", ...(draft.stdin || draft.stdinForgotten ? { stdinForgotten: true } : {}),
  env: draft.env.map(row => (row.stored ? row : withoutValue(row))),
});

const withoutValue = ({ value, forgotten, ...row }: EnvRow): EnvRow => ({ ...row, value: "", ...(value || forgotten ? { forgotten: true } : {}) });
