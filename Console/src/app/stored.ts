import { Value } from "./Value.ts";

/** A value that this browser keeps. A browser that refuses to keep it loses it with the page, nothing more. */
export function stored<T>(name: string, otherwise: T, check: (value: unknown) => value is T): Value<T> {
  const key = `ops.${name}`;
  let first = otherwise;
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    first = check(read) ? read : otherwise;
  } catch {
    first = otherwise; // storage is off, or holds what an older page wrote
  }

  const value = new Value(first);
  value.subscribe(() => {
    try {
      localStorage.setItem(key, JSON.stringify(value.current));
    } catch {
      // Full or off: the value holds until the page is left.
    }
  });
  return value;
}

export const oneOf = <T extends string>(...values: T[]) => (value: unknown): value is T => values.includes(value as T);

export const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
