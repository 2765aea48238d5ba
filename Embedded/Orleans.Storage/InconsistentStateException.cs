namespace Orleans.Storage;

/// <summary>Another version is stored than the one that was to be replaced. It ends the activation that let it out.</summary>
[GenerateSerializer]
public class InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag) : OrleansException(errorMsg)
{
    /// <summary>The version in the store.</summary>
    public string? StoredEtag { get; } = storedEtag;

    /// <summary>The version that the activation knew.</summary>
    public string? CurrentEtag { get; } = currentEtag;

    // Only the activation that met the conflict ends, not every activation that the exception passes through.
    internal bool IsSourceActivation { get; set; } = true;
}
