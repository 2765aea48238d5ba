import { query, request } from "./request.ts";
import type { AgentChange, AgentDrain, AgentEvents, AgentView, History } from "./types.ts";

const base = "/api/v1/agents";
const at = (id: string) => `${base}/${encodeURIComponent(id)}`;

export const readAgent = (id: string, signal?: AbortSignal) => request<AgentView>(at(id), { signal });

export const removeAgent = (id: string) => request<void>(at(id), { method: "DELETE" });

export const changeAgent = (id: string, change: AgentChange) => request<AgentView>(at(id), { method: "PATCH", body: change });

export const drainAgent = (id: string, reason: string) => request<AgentView>(`${at(id)}/drain`, { method: "POST", ...(reason ? { body: { reason } satisfies AgentDrain } : {}) });

export const resumeAgent = (id: string) => request<AgentView>(`${at(id)}/resume`, { method: "POST" });

export const agentHistory = (id: string, hours: number, signal?: AbortSignal) =>
  request<History>(`${at(id)}/history` + query({ from: new Date(Date.now() - hours * 3_600_000).toISOString(), to: new Date().toISOString(), points: 300 }), { signal });

export const agentEvents = (id: string, signal?: AbortSignal) => request<AgentEvents>(`${at(id)}/events` + query({ limit: 100 }), { signal });

export const followAgentsAddress = `${base}/follow`;
