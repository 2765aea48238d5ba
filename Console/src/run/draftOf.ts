import type { Spec } from "../api/types.ts";
import type { Draft, Kept } from "./DraftShape.ts";
import { writeDuration } from "./durations.ts";
import { writeLabels } from "./labels.ts";
import { writeLimits } from "./limits.ts";
import { writeUser } from "./runAs.ts";
import { writeCap } from "./sizes.ts";
import { takesArguments } from "./taskKinds.ts";
import { writeTerminal } from "./terminal.ts";

export const textOf = (base64: string | undefined): string => (base64 ? new TextDecoder().decode(Uint8Array.from(atob(base64), character => character.charCodeAt(0))) : "");

/** What a task ran: its script, or its arguments one per line. */
export const scriptOf = (spec: Spec): string => (takesArguments(spec.kind!) ? (spec.argv ?? []).join("\n") : spec.script ?? textOf(spec.scriptBase64));

const isUsual = (grace: Spec["grace"]): boolean => !grace || (grace.interruptSeconds === 7.5 && grace.terminateSeconds === 2.5);

const inFile = (spec: Spec, name: string): { file?: true } => (spec.secretFiles?.includes(name) ? { file: true } : {});

/** The draft that a submitted task came from. The label of its job is not its own: the next job has another. */
export function draftOf(spec: Spec): Draft {
  const { job: _, ...labels } = spec.labels ?? {};
  const kept: Kept = {
    ...(!takesArguments(spec.kind!) && spec.argv?.length ? { argv: spec.argv } : {}), ...(isUsual(spec.grace) ? {} : { grace: spec.grace! }), ...(spec.locale ? { locale: spec.locale } : {}),
    ...(spec.artifacts?.length ? { artifacts: spec.artifacts } : {}),
  };
  return {
    kind: spec.kind!, // a stored task has one
    script: scriptOf(spec),
    env: [
      ...Object.entries(spec.env ?? {}).map(([name, value]) => ({ name, value })),
      ...Object.keys(spec.secrets ?? {}).map(name => ({ name, value: "", secret: true, forgotten: true, ...inFile(spec, name) })),
      ...Object.entries(spec.storedSecrets ?? {}).map(([name, value]) => ({ name, value, stored: true, ...inFile(spec, name) })),
    ],
    timeout: writeDuration(spec.timeoutSeconds ?? 7_200),
    queue: writeDuration(spec.queueSeconds ?? 86_400),
    workingDirectory: spec.workingDirectory ?? "",
    stdin: spec.stdin ?? textOf(spec.stdinBase64),
    name: spec.name ?? "",
    labels: writeLabels(labels),
    tty: writeTerminal(spec.tty),
    user: writeUser(spec.runAs),
    login: spec.runAs?.login === true,
    makeDirectory: spec.createDirectory === true,
    umask: spec.umask ?? "",
    nice: spec.nice === undefined ? "" : String(spec.nice),
    ioNice: spec.ioNice ?? "",
    timeZone: spec.timeZone ?? "",
    ...writeLimits(spec.limits),
    batches: "", pause: "never", maxErrors: "", atOnce: "",
    logCap: writeCap(spec.logCapBytes),
    keep: spec.keepSeconds ? writeDuration(spec.keepSeconds) : "",
    again: spec.onLost === "retry",
    lock: spec.lock ?? "",
    retries: spec.retry ? String(spec.retry.times) : "",
    retryDelay: spec.retry?.delaySeconds ? writeDuration(spec.retry.delaySeconds) : "",
    ...(Object.keys(kept).length > 0 ? { kept } : {}),
  };
}
