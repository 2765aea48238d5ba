import { Value } from "../app/Value.ts";

/** The time of the page, once a second while anybody looks. */
export const now = new Value(Date.now());

setInterval(() => {
  if (!document.hidden) {
    now.set(Date.now());
  }
}, 1_000);

document.addEventListener("visibilitychange", () => now.set(Date.now()));
