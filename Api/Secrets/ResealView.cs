using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What was sealed anew with the first key.</summary>
public sealed record ResealView
{
    [Description("Secrets that were sealed with an older key, and are with the first one now.")]
    public required int Resealed { get; init; }

    [Description("Secrets that were sealed with the first key already, or were changed meanwhile.")]
    public required int Kept { get; init; }

    [Description("Names of secrets that none of the keys opens. Bring their key back, or set them anew.")]
    public required IReadOnlyList<string> Unreadable { get; init; }
}
