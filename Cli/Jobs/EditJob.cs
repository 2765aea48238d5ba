namespace OrleansOps.Cli;

/// <summary>What is to change of a job that is not over; null: as it is.</summary>
internal sealed record EditJob(int? MaxConcurrent = null);
