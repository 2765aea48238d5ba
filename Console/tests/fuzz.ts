import fc from "fast-check";

const seconds = Number(process.env.OPS_FUZZ_SECONDS ?? 0);

if (seconds > 0) {
  fc.configureGlobal({ numRuns: 1_000_000_000, interruptAfterTimeLimit: seconds * 1_000 });
}

/** How often a property is tried; for its time where somebody asked for a long look (./ops fuzz). */
export const runs = (usual: number): { numRuns?: number } => (seconds > 0 ? {} : { numRuns: usual });
