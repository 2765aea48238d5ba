using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A browser that is logged in.</summary>
public sealed record SessionView
{
    public required string Id { get; init; }

    [Description("Name of the token that opened it.")]
    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    [Description("When it ends if it is not used again.")]
    public required DateTimeOffset ExpiresAt { get; init; }

    [Description("Address that it was opened from.")]
    public required string From { get; init; }

    [Description("What the browser said of itself.")]
    public required string Client { get; init; }

    [Description("It is the one that asks.")]
    public required bool Current { get; init; }
}
