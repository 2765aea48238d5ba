namespace OrleansOps.Cli;

/// <summary>Hosts of a job by how their newest task stands.</summary>
internal sealed record JobCounts(int Waiting = 0, int Open = 0, int Succeeded = 0, int Failed = 0, int Undelivered = 0, int Cancelled = 0)
{
    /// <summary>Their task is over.</summary>
    public int Ended => Succeeded + Failed + Undelivered + Cancelled;

    /// <summary>In the order in which they are told; those of which there are none are left out.</summary>
    public IEnumerable<(string State, int Hosts)> Told() => new[]
    {
        (HostStates.Succeeded, Succeeded), (HostStates.Failed, Failed), (HostStates.Undelivered, Undelivered), (HostStates.Cancelled, Cancelled), (HostStates.Open, Open), (HostStates.Waiting, Waiting),
    }.Where(one => one.Item2 > 0);
}
