import { request } from "./request.ts";

const at = (task: string) => `/api/v1/tasks/${encodeURIComponent(task)}`;

/** How many bytes were typed into a task so far. */
export const readTyped = async (task: string, signal?: AbortSignal) => (await request<{ typed: number }>(`${at(task)}/input`, { signal })).typed;

export const typeInto = async (task: string, place: number, data: Uint8Array, signal?: AbortSignal) =>
  (await request<{ typed: number }>(`${at(task)}/input`, { method: "POST", body: { at: place, data: btoa(String.fromCharCode(...data)) }, signal })).typed;

export const resizeTerminal = (task: string, columns: number, rows: number, signal?: AbortSignal) =>
  request<{ typed: number }>(`${at(task)}/terminal`, { method: "PUT", body: { columns, rows }, signal });
