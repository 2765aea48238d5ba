import { request } from "./request.ts";
import type { SystemView } from "./types.ts";

/** What the gateway says of the whole. */
export const readSystem = (signal?: AbortSignal) => request<SystemView>("/api/v1/system", { signal });
