import { useEffect, useState } from "preact/hooks";
import type { Value } from "./Value.ts";

export function useValue<T>(value: Value<T>): T {
  const [current, show] = useState(value.current);
  useEffect(() => {
    show(() => value.current);
    return value.subscribe(() => show(() => value.current));
  }, [value]);
  return current;
}
