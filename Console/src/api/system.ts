import { ApiError } from "./ApiError.ts";
import { request } from "./request.ts";
import type { Readiness, SystemView } from "./types.ts";

const readiness = (signal?: AbortSignal) => request<Readiness>("/readyz", { signal });

/** What the gateway says of the whole; one that has no such page says at least whether it is ready. */
export async function readSystem(signal?: AbortSignal): Promise<SystemView> {
  try {
    return await request<SystemView>("/api/v1/system", { signal });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) {
      throw error;
    }

    const ready = await readiness(signal);
    return {
      version: ready.server.version, durability: ready.store === "memory" ? "memory" : ready.fsync ?? "?",
      store: { ...(ready.latencyMs === undefined ? {} : { latencyMs: ready.latencyMs }), ...(ready.usedMemoryBytes === undefined ? {} : { usedMemoryBytes: ready.usedMemoryBytes }) },
    };
  }
}
