import { Value } from "../app/Value.ts";

/** Whether the gateway answered last time, for the whole page. */
export const online = new Value(true);

/** When it answered last, for those who look at what was known then. */
export const answeredAt = new Value(Date.now());

/** Set when an answer said that nobody is logged in any more. */
export const loggedOut = new Value(false);

export function heard(status: number): void {
  if (status !== 0) {
    answeredAt.set(Date.now());
  }

  online.set(status !== 0);
  if (status === 401) {
    loggedOut.set(true);
  }
}
