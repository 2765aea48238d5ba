import { query, request } from "./request.ts";
import type { JobGroupBy, JobGroupPage, JobHostPage, JobHostState, JobPage, JobView, RetryJob, SubmitJob } from "./types.ts";

const base = "/api/v1/jobs";
const at = (id: string) => `${base}/${encodeURIComponent(id)}`;

export const submitJob = (id: string, body: SubmitJob) => request<JobView>(at(id), { method: "PUT", body });

export const listJobs = (limit: number, cursor?: string, signal?: AbortSignal) => request<JobPage>(base + query({ limit, cursor }), { signal });

/** The job; with `seen` once it is otherwise than that, or after half a minute. */
export const readJob = (id: string, seen?: string, signal?: AbortSignal) => request<JobView>(at(id) + query(seen === undefined ? {} : { seen, waitSeconds: 30 }), { signal });

export const listJobHosts = (id: string, state: JobHostState | undefined, limit: number, cursor?: string, signal?: AbortSignal) =>
  request<JobHostPage>(`${at(id)}/hosts` + query({ state, limit, cursor }), { signal });

export const groupJobHosts = (id: string, by: JobGroupBy, signal?: AbortSignal) => request<JobGroupPage>(`${at(id)}/groups` + query({ by }), { signal });

export const tellJob = (id: string, word: "pause" | "resume" | "stop") => request<JobView>(`${at(id)}/${word}`, { method: "POST" });

export const retryJob = (id: string, body: RetryJob) => request<JobView>(`${at(id)}/retry`, { method: "POST", body });
