import type { AgentView } from "../api/types.ts";
import { fullestDisk } from "./fullestDisk.ts";

export type HostState = "online" | "offline" | "draining" | "never";
export type Sort = "name" | "load" | "memory" | "disk" | "tasks" | "version" | "seen";

/** Which hosts are shown, as the address bar keeps it. */
export interface FleetFilter { text: string; state: HostState | ""; sort: Sort }

const states: readonly string[] = ["online", "offline", "draining", "never"];
const sorts: readonly string[] = ["name", "load", "memory", "disk", "tasks", "version", "seen"];

export function readFilter(search: string): FleetFilter {
  const query = new URLSearchParams(search);
  const [state, sort] = [query.get("state") ?? "", query.get("sort") ?? ""];
  return { text: query.get("q") ?? "", state: states.includes(state) ? (state as HostState) : "", sort: sorts.includes(sort) ? (sort as Sort) : "name" };
}

export function writeFilter({ text, state, sort }: FleetFilter): string {
  const query = new URLSearchParams();
  if (text) query.set("q", text);
  if (state) query.set("state", state);
  if (sort !== "name") query.set("sort", sort);
  return query.size ? `?${query}` : "";
}

export const stateOf = (host: AgentView): HostState => (host.state === "online" && host.draining ? "draining" : host.state);

/** Every word must be somewhere; "name=value" asks for a label, "-word" for its absence. */
export function matches(host: AgentView, filter: Pick<FleetFilter, "text" | "state">): boolean {
  if (filter.state && stateOf(host) !== filter.state) {
    return false;
  }

  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every(word => (word.length > 1 && word[0] === "-" ? !has(host, word.slice(1)) : has(host, word)));
}

function has(host: AgentView, word: string): boolean {
  const equals = word.indexOf("=");
  if (equals > 0) {
    const [name, value] = [word.slice(0, equals), word.slice(equals + 1)];
    return Object.entries(host.labels).some(([key, own]) => key.toLowerCase() === name && own.toLowerCase().startsWith(value));
  }

  return host.name.toLowerCase().includes(word) || host.id.toLowerCase().startsWith(word) || (host.version ?? "").startsWith(word)
    || (host.facts?.hostName ?? "").toLowerCase().includes(word) || (host.facts?.addresses ?? []).some(address => address.startsWith(word))
    || Object.entries(host.labels).some(([name, value]) => `${name}=${value}`.toLowerCase().includes(word));
}

const load = (host: AgentView): number => (host.state === "online" ? (host.load?.load?.[0] ?? 0) / Math.max(1, host.facts?.cpus ?? 1) : -1);
const memory = (host: AgentView): number => (host.state === "online" && host.facts ? (host.load?.memoryUsedBytes ?? 0) / host.facts.memoryBytes : -1);
const disk = (host: AgentView): number => { const full = fullestDisk(host.load?.disks); return full ? full.usedBytes / full.totalBytes : -1; };
const keys: Record<Exclude<Sort, "name" | "version">, (host: AgentView) => number> = {
  load, memory, disk, tasks: host => host.running + host.queued, seen: host => Date.parse(host.lastSeenAt ?? "1970-01-01"),
};

export function sorted(hosts: readonly AgentView[], sort: Sort): readonly AgentView[] {
  if (sort === "name") {
    return hosts;
  }

  return [...hosts].sort(sort === "version" ? (a, b) => (a.version ?? "").localeCompare(b.version ?? "", "en", { numeric: true }) : (a, b) => keys[sort](b) - keys[sort](a));
}
