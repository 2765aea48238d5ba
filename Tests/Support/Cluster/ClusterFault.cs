namespace OrleansOps.Tests.Support;

/// <summary>Something that is done to a cluster under load.</summary>
/// <param name="Name">As it is listed.</param>
/// <param name="What">A line about it.</param>
/// <param name="Happen">Breaks something and mends it again. Returns for how long nobody could have served, by whatever means.</param>
public sealed record ClusterFault(string Name, string What, Func<Installation, MeasuredLoad, Task<TimeSpan>> Happen)
{
    /// <summary>What must be reached, as text for a table: the longest wait of any submit or read.</summary>
    public string Gate { get; init; } = "";

    /// <summary>The same of a live log, where it is another.</summary>
    public string? LiveGate { get; init; }
}
