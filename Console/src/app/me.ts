import type { WhoAmI } from "../api/types.ts";
import { Value } from "./Value.ts";

/** Who is logged in. */
export const me = new Value<WhoAmI | null>(null);
