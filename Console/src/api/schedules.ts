import { query, request } from "./request.ts";
import type { PutSchedule, RunSchedule, SchedulePage, ScheduleRun, ScheduleTimes, ScheduleTiming, ScheduleView } from "./types.ts";

const base = "/api/v1/schedules";
const at = (id: string) => `${base}/${encodeURIComponent(id)}`;

export const putSchedule = (id: string, body: PutSchedule) => request<ScheduleView>(at(id), { method: "PUT", body });

/** The next times of what is not stored. */
export const previewSchedule = (when: ScheduleTiming, count: number, signal?: AbortSignal) => request<ScheduleTimes>(`${base}/preview`, { method: "POST", body: { when, count }, signal });

export const listSchedules = (limit: number, cursor?: string, signal?: AbortSignal) => request<SchedulePage>(base + query({ limit, cursor }), { signal });

export const readSchedule = (id: string, signal?: AbortSignal) => request<ScheduleView>(at(id), { signal });

export const tellSchedule = (id: string, word: "pause" | "resume") => request<ScheduleView>(`${at(id)}/${word}`, { method: "POST" });

/** Starts its job or workflow now, under that id: sent twice it is one. */
export const runSchedule = (id: string, body: RunSchedule) => request<ScheduleRun>(`${at(id)}/run`, { method: "POST", body });
