import type { Limits } from "../api/types.ts";
import type { Draft } from "./DraftShape.ts";
import { parseDuration, writeDuration } from "./durations.ts";
import { parseSize, writeCap } from "./sizes.ts";

/** What of a draft limits its task, as it was typed. */
export type LimitFields = Pick<Draft, "memory" | "cpu" | "cpuTime" | "processes" | "openFiles">;

const mostCpuTime = 31_536_000;

const whole = (text: string, least: number, most: number): number | null =>
  (/^\d{1,9}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most ? Number(text) : null);

/** How each is read; null if it is no limit that a task can have. */
export const limitParsers: { readonly [Name in keyof LimitFields]: (text: string) => number | null } = {
  memory: text => parseSize(text, 1_024 ** 2, 1_024 ** 4 * 16),
  cpu: text => whole(text.trim().replace(/\s*%$/, ""), 1, 102_400),
  cpuTime: text => parseDuration(text, mostCpuTime),
  processes: text => whole(text, 1, 1_000_000),
  openFiles: text => whole(text, 16, 1_048_576),
};

export const limitProperties = { memory: "memoryBytes", cpu: "cpuPercent", cpuTime: "cpuSeconds", processes: "processes", openFiles: "openFiles" } as const;

export const limitNames = Object.keys(limitProperties) as readonly (keyof LimitFields)[];

/** The limits of a draft without problems; undefined where it has none. */
export function limitsOf(draft: LimitFields): Limits | undefined {
  const asked = limitNames.filter(name => draft[name].trim() !== "").map(name => [limitProperties[name], limitParsers[name](draft[name])!]);
  return asked.length > 0 ? Object.fromEntries(asked) as Limits : undefined;
}

export const writeLimits = (limits: Limits | undefined): LimitFields => ({
  memory: writeCap(limits?.memoryBytes),
  cpu: limits?.cpuPercent ? `${limits.cpuPercent}%` : "",
  cpuTime: limits?.cpuSeconds ? writeDuration(limits.cpuSeconds) : "",
  processes: limits?.processes ? String(limits.processes) : "",
  openFiles: limits?.openFiles ? String(limits.openFiles) : "",
});
