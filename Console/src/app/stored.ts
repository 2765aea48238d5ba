import { Value } from "./Value.ts";

const personal: (() => void)[] = [];

/** A value that this browser keeps. A browser that refuses to keep it loses it with the page, nothing more. */
export function stored<T>(name: string, otherwise: T, check: (value: unknown) => value is T, keep: (value: T) => T = value => value): Value<T> {
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
      if (value.current === otherwise && typeof otherwise === "object") {
        localStorage.removeItem(key);
      } else {
        localStorage.setItem(key, JSON.stringify(keep(value.current)));
      }
    } catch {
      // Full or off: the value holds until the page is left.
    }
  });
  return value;
}

/** Like stored, but of whoever is logged in: it is forgotten with the session. */
export function storedForSession<T>(name: string, otherwise: T, check: (value: unknown) => value is T, keep?: (value: T) => T): Value<T> {
  const value = stored(name, otherwise, check, keep);
  personal.push(() => value.set(otherwise));
  return value;
}

/** Has something forgotten with the session. */
export const atEndOfSession = (forget: () => void): void => void personal.push(forget);

/** The session is over: whoever comes next finds nothing of what was written and chosen. */
export function forgetSession(): void {
  personal.forEach(forget => forget());
  localStorage.removeItem("ops.run.history"); // what older pages kept
}

export const oneOf = <T extends string>(...values: T[]) => (value: unknown): value is T => values.includes(value as T);

export const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
