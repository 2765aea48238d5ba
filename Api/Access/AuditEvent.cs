using System.ComponentModel;
using OrleansOps.Access;

namespace OrleansOps.Api;

/// <summary>Something that somebody changed, or tried to.</summary>
public sealed record AuditEvent
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    [Description("Id of the token that did it. Several tokens may have one name.")]
    public required string TokenId { get; init; }

    public required string Name { get; init; }

    [Description("The browser's session, where there was one.")]
    public string? SessionId { get; init; }

    public required string From { get; init; }

    [Description("The operationId of what was asked for.")]
    public required string Action { get; init; }

    public string? Target { get; init; }

    public string? Detail { get; init; }

    [Description("done, refused, or unknown: it failed on the way, and may have been done.")]
    public required AuditOutcome Outcome { get; init; }

    [Description("HTTP status of the answer; 0 if there was none.")]
    public required int Status { get; init; }
}
