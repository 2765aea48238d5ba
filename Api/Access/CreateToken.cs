using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>An operator's token to be.</summary>
public sealed record CreateToken
{
    [Description("Written beside what is done with it: 1 to 128 printable characters.")]
    public string? Name { get; init; }

    [Description("Seconds until it expires: 60 to 31536000. Default: 90 days.")]
    public int? ExpiresInSeconds { get; init; }
}
