import type { Labels } from "../api/types.ts";

/** What must change for the labels to be those that are wanted: null takes one away. */
export const changedLabels = (now: Labels, wanted: Labels): Record<string, string | null> => ({
  ...Object.fromEntries(Object.keys(now).filter(name => !(name in wanted)).map(name => [name, null])),
  ...Object.fromEntries(Object.entries(wanted).filter(([name, value]) => now[name] !== value)),
});
