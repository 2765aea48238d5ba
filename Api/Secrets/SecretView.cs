using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What is said of a stored secret: everything but its value.</summary>
public sealed record SecretView
{
    public required string Name { get; init; }

    [Description("Which hosts' tasks may use it.")]
    public required string On { get; init; }

    [Description("How often its value was set, from 1.")]
    public required int Version { get; init; }

    [Description("It is sealed with an older key, which must stay until it is sealed anew (POST /api/v1/secrets/reseal).")]
    public required bool OlderKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    [Description("When its value or its hosts were changed.")]
    public required DateTimeOffset ChangedAt { get; init; }

    [Description("Name of the token that changed it last.")]
    public required string By { get; init; }

    public required string ById { get; init; }
}
