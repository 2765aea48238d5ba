import { Value } from "../app/Value.ts";

/** Whether the gateway answered last time, for the whole page. */
export const online = new Value(true);

/** Set when an answer said that nobody is logged in any more. */
export const loggedOut = new Value(false);

export function heard(status: number): void {
  online.set(status !== 0);
  if (status === 401) {
    loggedOut.set(true);
  }
}
