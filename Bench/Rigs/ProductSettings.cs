namespace OrleansOps.Bench;

/// <summary>How the product is started.</summary>
internal sealed record ProductSettings
{
    /// <summary>Where everything lies. Null: a directory of its own, which goes with it.</summary>
    public string? Folder { get; init; }

    /// <summary>When Redis writes to disk: everysec or always.</summary>
    public string Fsync { get; init; } = "everysec";

    /// <summary>Settings of the control plane, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Gateway { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
