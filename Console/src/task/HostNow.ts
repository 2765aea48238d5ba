import type { AgentView } from "../api/types.ts";

/** What is known of a task's host: null while it is not known, or where it was removed. */
export interface HostNow { state: "online" | "draining" | "offline" | "never"; lastSeenAt?: string | undefined }

export const hostNow = (host: AgentView | undefined): HostNow | null =>
  host ? { state: host.state === "online" && host.draining ? "draining" : host.state, lastSeenAt: host.lastSeenAt } : null;

export const isAway = (host: HostNow | null): boolean => host?.state === "offline" || host?.state === "never";
