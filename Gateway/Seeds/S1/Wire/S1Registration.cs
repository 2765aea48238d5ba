namespace OrleansOps.Seeds.S1.Wire;

/// <summary>What an S1 agent says before it connects for the first time.</summary>
internal sealed record S1Registration
{
    /// <summary>The host's own; null where it stands in the Authorization header.</summary>
    public string? Token { get; init; }

    public S1System? System { get; init; }
}
