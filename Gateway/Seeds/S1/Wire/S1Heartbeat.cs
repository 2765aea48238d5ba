namespace OrleansOps.Seeds.S1.Wire;

/// <summary>How a host of S1 is doing.</summary>
internal sealed record S1Heartbeat
{
    public S1System? System { get; init; }
}
