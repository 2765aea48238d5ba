import { isBoolean, oneOf, stored } from "../../app/stored.ts";

export type Times = "off" | "relative" | "absolute";

export const wrap = stored<boolean>("log.wrap", false, isBoolean);

export const times = stored<Times>("log.times", "off", oneOf("off", "relative", "absolute"));
