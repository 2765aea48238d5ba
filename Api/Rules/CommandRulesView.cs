using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>All rules on what tasks run.</summary>
public sealed record CommandRulesView
{
    [Description("Raised with each change; 0: there never was one.")]
    public required long Version { get; init; }

    public required IReadOnlyList<CommandRuleView> Rules { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    [Description("Name of the token that changed them last.")]
    public string? By { get; init; }
}
