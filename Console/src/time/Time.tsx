import { useValue } from "../app/useValue.ts";
import { ago, exact, utc } from "./format.ts";
import { now } from "./now.ts";

/** A moment: how long ago, or as date and time; the exact UTC on hover. */
export function Time({ at, as = "ago" }: { at: string | undefined; as?: "ago" | "exact" }) {
  const present = useValue(now);
  return at ? <time dateTime={at} title={as === "ago" ? `${exact(at)}\n${utc(at)}` : utc(at)}>{as === "ago" ? ago(at, present) : exact(at)}</time> : <span class="faint">–</span>;
}
