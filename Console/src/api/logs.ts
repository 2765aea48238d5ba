import { query, request } from "./request.ts";
import type { LogPage, LogSearchPage, Stream } from "./types.ts";

const at = (task: string) => `/api/v1/tasks/${encodeURIComponent(task)}/log`;

export const readLog = (task: string, from: number, limit: number, stream?: Stream, signal?: AbortSignal) =>
  request<LogPage>(at(task) + query({ from, limit, stream }), { signal });

export const searchLog = (task: string, q: string, from: number, limit: number, matchCase: boolean, signal?: AbortSignal) =>
  request<LogSearchPage>(`${at(task)}/search` + query({ q, from, limit, case: matchCase || undefined }), { signal });

export const followLogAddress = (task: string, from: number) => `${at(task)}/follow` + query({ from });

export const rawLogAddress = (task: string, stream?: Stream) => `${at(task)}/raw` + query({ stream });
