import { online } from "../api/connection.ts";
import { Value } from "../app/Value.ts";

/** The time of what is shown, once a second while anybody looks. It stands while the gateway does not answer: nothing is known to have gone on. */
export const now = new Value(Date.now());

/** The time of the page, whatever the gateway does. */
export const clockNow = new Value(Date.now());

const tick = () => {
  if (!document.hidden) {
    clockNow.set(Date.now());
    if (online.current) {
      now.set(Date.now());
    }
  }
};

setInterval(tick, 1_000);
document.addEventListener("visibilitychange", tick);
online.subscribe(tick);
