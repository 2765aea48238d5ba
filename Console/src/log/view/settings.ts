import { isBoolean, oneOf, stored } from "../../app/stored.ts";

export type Times = "off" | "relative" | "absolute";

/** A phone shows whole lines: there is no room to move to their ends. */
export const wrap = stored<boolean>("log.wrap", globalThis.matchMedia?.("(max-width: 760px)").matches ?? false, isBoolean);

export const times = stored<Times>("log.times", "off", oneOf("off", "relative", "absolute"));
