namespace OrleansOps.Seeds.S1.Wire;

/// <summary>What an S1 agent says of its host. Shares are percent.</summary>
internal sealed record S1System
{
    public string? Hostname { get; init; }

    public string? Os { get; init; }

    public string? Arch { get; init; }

    public IReadOnlyList<string?>? Ips { get; init; }

    public double? CpuUsage { get; init; }

    public IReadOnlyList<double>? LoadAvg { get; init; }

    /// <summary>Seconds since the host started.</summary>
    public double? Uptime { get; init; }
}
