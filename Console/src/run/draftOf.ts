import type { SubmitTask } from "../api/types.ts";
import type { Draft } from "./DraftShape.ts";

const textOf = (base64: string | undefined): string => (base64 ? new TextDecoder().decode(Uint8Array.from(atob(base64), character => character.charCodeAt(0))) : "");

/** The draft that a submitted task came from. */
export const draftOf = (spec: SubmitTask & { scriptBase64?: string; stdinBase64?: string }): Draft => ({
  kind: spec.kind,
  script: spec.kind === "argv" ? (spec.argv ?? []).join("\n") : spec.script ?? textOf(spec.scriptBase64),
  env: Object.entries(spec.env ?? {}).map(([name, value]) => ({ name, value })),
  timeoutSeconds: spec.timeoutSeconds ?? 7_200,
  workingDirectory: spec.workingDirectory ?? "",
  stdin: spec.stdin ?? textOf(spec.stdinBase64),
});
