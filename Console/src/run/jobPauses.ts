import type { JobPause } from "../api/types.ts";

/** When a job waits for a word, from seldom to often. */
export const jobPauses: readonly JobPause[] = ["never", "onFailure", "each"];
