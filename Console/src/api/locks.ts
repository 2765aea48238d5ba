import { query, request } from "./request.ts";
import type { LockPage, LockView } from "./types.ts";

const locks = "/api/v1/locks";
const at = (id: string) => `${locks}/${encodeURIComponent(id)}`;

export const listLocks = (limit: number, cursor?: string, signal?: AbortSignal) => request<LockPage>(locks + query({ limit, cursor }), { signal });

export const readLock = (id: string, signal?: AbortSignal) => request<LockView>(at(id), { signal });

/** Takes it from that task alone: if another has it by now, nothing happens but a refusal. */
export const releaseLock = (id: string, task: string) => request<void>(at(id) + query({ task }), { method: "DELETE" });
