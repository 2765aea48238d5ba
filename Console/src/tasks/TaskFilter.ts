import { taskPhases, type TaskPhase } from "../api/types.ts";
import type { TaskQuery } from "../api/types.ts";

/** Which tasks are shown, as the address bar keeps it. */
export interface TaskFilter { phases: readonly TaskPhase[]; host: string; label: string; by: string; text: string; since: string; until: string }

export const noTaskFilter: TaskFilter = { phases: [], host: "", label: "", by: "", text: "", since: "", until: "" };

const isPhase = (text: string): text is TaskPhase => (taskPhases as readonly string[]).includes(text);

export function readTaskFilter(search: string): TaskFilter {
  const query = new URLSearchParams(search);
  const get = (name: string) => query.get(name) ?? "";
  return { phases: query.getAll("phase").filter(isPhase), host: get("host"), label: get("label"), by: get("by"), text: get("q"), since: get("since"), until: get("until") };
}

export function writeTaskFilter({ phases, host, label, by, text, since, until }: TaskFilter): string {
  const query = new URLSearchParams();
  phases.forEach(phase => query.append("phase", phase));
  for (const [name, value] of Object.entries({ host, label, by, q: text, since, until })) {
    if (value) query.set(name, value);
  }

  return query.size ? `?${query}` : "";
}

/** For the gateway: local times become moments; a label that is half typed is not asked for. */
export function toQuery(filter: TaskFilter): TaskQuery {
  const moment = (text: string) => (text && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined);
  return {
    phase: filter.phases, agent: filter.host || undefined, label: /^[^=]+=/.test(filter.label) ? filter.label : undefined,
    by: filter.by || undefined, text: filter.text.trim() || undefined, since: moment(filter.since), until: moment(filter.until),
  };
}

export const isEmpty = (filter: TaskFilter): boolean => writeTaskFilter(filter) === "";
