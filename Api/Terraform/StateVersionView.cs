using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>One version of a workspace's state: what is known of it beside its content.</summary>
public sealed record StateVersionView
{
    public required long Serial { get; init; }

    public required string Lineage { get; init; }

    [Description("Of the content as it was written.")]
    public required string Sha256 { get; init; }

    [Description("Of the content as it was written.")]
    public required long SizeBytes { get; init; }

    [Description("What it takes in the store: compressed and sealed.")]
    public required long StoredBytes { get; init; }

    [Description("How many resources it holds.")]
    public required int Resources { get; init; }

    [Description("Of the program that wrote it, as it says itself.")]
    public string? TerraformVersion { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    [Description("Name of the token with which it was written.")]
    public required string By { get; init; }

    public required string ById { get; init; }

    [Description("The lock under which it was written.")]
    public string? LockId { get; init; }

    [Description("The serial of the version that was brought back by this one.")]
    public long? RestoredFrom { get; init; }
}
