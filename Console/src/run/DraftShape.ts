import { taskKinds } from "./taskKinds.ts";
import type { TaskKind } from "../api/types.ts";

export interface EnvRow { name: string; value: string }

/** What the Run screen holds: a task that is not submitted. */
export interface Draft { kind: TaskKind; script: string; env: EnvRow[]; timeoutSeconds: number; workingDirectory: string; stdin: string }

export const emptyDraft: Draft = { kind: "bash", script: "", env: [], timeoutSeconds: 7_200, workingDirectory: "", stdin: "" };

export function isDraft(value: unknown): value is Draft {
  const draft = value as Draft | null;
  return typeof draft === "object" && draft !== null && taskKinds.includes(draft.kind) && typeof draft.script === "string"
    && typeof draft.timeoutSeconds === "number" && typeof draft.workingDirectory === "string" && typeof draft.stdin === "string"
    && Array.isArray(draft.env) && draft.env.every(row => typeof row?.name === "string" && typeof row.value === "string");
}
