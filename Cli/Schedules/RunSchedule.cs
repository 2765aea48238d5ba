namespace OrleansOps.Cli;

/// <summary>Starts the job of a schedule now, under this id.</summary>
internal sealed record RunSchedule(string JobId);
