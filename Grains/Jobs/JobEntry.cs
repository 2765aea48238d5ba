namespace OrleansOps.Jobs;

/// <summary>A job on its way to the store.</summary>
public sealed record JobEntry(string Id, JobState State)
{
    /// <summary>What lists show of it.</summary>
    public JobSummary Summary => State.Summary(Id);
}
