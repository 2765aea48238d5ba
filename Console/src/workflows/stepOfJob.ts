const separator = "--";

/** The workflow and the step that a job belongs to, by its id; null: it is a job of its own, whose id has no separator. */
export function stepOfJob(jobId: string): { workflow: string; step: string } | null {
  const at = jobId.indexOf(separator);
  return at > 0 && at + separator.length < jobId.length ? { workflow: jobId.slice(0, at), step: jobId.slice(at + separator.length) } : null;
}
