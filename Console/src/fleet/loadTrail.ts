import type { AgentView } from "../api/types.ts";

const most = 30;
const trails = new Map<string, { at: string; values: number[] }>();

/** The last loads of a host: what the server kept, or what this page has seen. */
export function loadTrail(host: AgentView): readonly number[] {
  if (host.recent) {
    return host.recent;
  }

  const [value, at] = [host.load?.load?.[0], host.lastSeenAt ?? ""];
  const trail = trails.get(host.id) ?? { at: "", values: [] };
  if (value !== undefined && trail.at !== at) {
    trail.values = [...trail.values.slice(1 - most), value];
    trail.at = at;
    trails.set(host.id, trail);
  }

  return trail.values;
}
