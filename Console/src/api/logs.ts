import { query, request } from "./request.ts";
import type { LogPage, LogSearchPage, Stream } from "./types.ts";

const at = (task: string) => `/api/v1/tasks/${encodeURIComponent(task)}/log`;

export const readLog = (task: string, from: number, limit: number, stream?: Stream, signal?: AbortSignal) =>
  request<LogPage>(at(task) + query({ from, limit, stream }), { signal });

export interface LogWanted { text: string; matchCase: boolean; regex?: boolean; stream?: Stream | undefined }

export const searchLog = (task: string, { text, matchCase, regex, stream }: LogWanted, from: number, limit: number, signal?: AbortSignal) =>
  request<LogSearchPage>(`${at(task)}/search` + query({ q: text, from, limit, case: matchCase || undefined, regex: regex || undefined, stream }), { signal });

export const followLogAddress = (task: string, from: number) => `${at(task)}/follow` + query({ from });

export const rawLogAddress = (task: string, stream?: Stream) => `${at(task)}/raw` + query({ stream });
