using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>All rules that there are to be.</summary>
public sealed record PutCommandRules
{
    [Description("The version that they are to replace; 0: there never was one.")]
    public long? Version { get; init; }

    [Description("At most 100.")]
    public IReadOnlyList<PutCommandRule>? Rules { get; init; }
}
