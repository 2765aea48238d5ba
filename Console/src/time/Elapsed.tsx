import { useValue } from "../app/useValue.ts";
import { duration } from "./format.ts";
import { now } from "./now.ts";

/** Time between two moments, or until now. */
export function Elapsed({ from, to }: { from: string; to?: string | undefined }) {
  const present = useValue(now);
  return <span class="number">{duration(((to ? Date.parse(to) : Math.max(present, Date.parse(from))) - Date.parse(from)) / 1_000)}</span>;
}
