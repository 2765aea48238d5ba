import { useLayoutEffect, useState } from "preact/hooks";
import type { Value } from "./Value.ts";

export function useValue<T>(value: Value<T>): T {
  const [current, show] = useState(value.current);
  // With the first drawing, not after it: what changes in between, a key pressed at once for one, is not missed.
  useLayoutEffect(() => {
    show(() => value.current);
    return value.subscribe(() => show(() => value.current));
  }, [value]);
  return current;
}
