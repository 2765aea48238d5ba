using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A join token to be.</summary>
public sealed record CreateJoinToken
{
    [Description("Seconds until it expires: 60 to 604800. Default: 3600.")]
    public int? ExpiresInSeconds { get; init; }

    [Description("How many hosts may join with it: 1 to 10000. Default: 1.")]
    public int? Uses { get; init; }

    [Description("Labels that it gives to the hosts.")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    [Description("Whether labels that hosts give themselves count as if the token gave them. Default: false, they are only shown.")]
    public bool? TrustHostLabels { get; init; }

    [Description("Id or unique name of a host that was connected before: the token enrols that host again, once, under its name, with its labels and what waits for it. Its old identity ends.")]
    public string? Agent { get; init; }
}
