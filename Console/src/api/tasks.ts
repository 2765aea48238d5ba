import { query, request } from "./request.ts";
import type { Counts, Spec, SubmitTask, TaskPage, TaskQuery, TaskView } from "./types.ts";

const base = "/api/v1/tasks";
const at = (id: string) => `${base}/${encodeURIComponent(id)}`;

export const listTasks = (filter: TaskQuery, limit: number, cursor?: string, signal?: AbortSignal) =>
  request<TaskPage>(base + query({ ...filter, limit, cursor }), { signal });

export const countTasks = (filter: TaskQuery, signal?: AbortSignal) => request<Counts>(`${base}/counts` + query({ ...filter }), { signal });

export const readTask = (id: string, signal?: AbortSignal) => request<TaskView>(at(id), { signal });

/** What submitted it, to run it again. */
export const readSpec = (id: string, signal?: AbortSignal) => request<Spec>(`${at(id)}/spec`, { signal });

export const submitTask = (id: string, task: SubmitTask) => request<TaskView>(at(id), { method: "PUT", body: task });

export const removeTask = (id: string) => request<void>(at(id), { method: "DELETE" });

export const cancelTask = (id: string) => request<TaskView>(`${at(id)}/cancel`, { method: "POST" });

export const followTasksAddress = (filter: TaskQuery) => `${base}/follow` + query({ ...filter });
