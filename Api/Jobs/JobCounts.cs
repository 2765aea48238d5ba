namespace OrleansOps.Api;

/// <summary>Hosts of a job by how their newest task stands; together they are all of its hosts.</summary>
/// <param name="Waiting">They had no turn yet, or will have none.</param>
/// <param name="Open">Their task is queued, sent, running or being cancelled.</param>
/// <param name="Failed">Exit code other than 0, time over, over a limit, could not start, or lost.</param>
/// <param name="Undelivered">The host did not take its task: it was away for too long, refused it, or is gone.</param>
public sealed record JobCounts(int Waiting, int Open, int Succeeded, int Failed, int Undelivered, int Cancelled);
