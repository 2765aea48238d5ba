import { query, request } from "./request.ts";
import type { DecideStep, RetryWorkflow, WorkflowPage, WorkflowView } from "./types.ts";

const base = "/api/v1/workflows";
const at = (id: string) => `${base}/${encodeURIComponent(id)}`;

export const listWorkflows = (limit: number, cursor?: string, signal?: AbortSignal) => request<WorkflowPage>(base + query({ limit, cursor }), { signal });

/** The workflow; with `seen` once it is otherwise than that, or after half a minute. */
export const readWorkflow = (id: string, seen?: string, signal?: AbortSignal) => request<WorkflowView>(at(id) + query(seen === undefined ? {} : { seen, waitSeconds: 30 }), { signal });

/** Said again, it ends the steps that always run too. */
export const stopWorkflow = (id: string) => request<WorkflowView>(`${at(id)}/stop`, { method: "POST" });

export const decideStep = (id: string, step: string, body: DecideStep) => request<WorkflowView>(`${at(id)}/steps/${encodeURIComponent(step)}/decide`, { method: "POST", body });

export const retryWorkflow = (id: string, body: RetryWorkflow) => request<WorkflowView>(`${at(id)}/retry`, { method: "POST", body });
