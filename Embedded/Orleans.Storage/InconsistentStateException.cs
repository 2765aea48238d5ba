namespace Orleans.Storage;

/// <summary>Another version is stored than the one that was to be replaced. It ends the activation that let it out.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    /// <inheritdoc cref="InconsistentStateException"/>
    public InconsistentStateException()
    {
    }

    /// <inheritdoc cref="InconsistentStateException"/>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="InconsistentStateException"/>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <inheritdoc cref="InconsistentStateException"/>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <inheritdoc cref="InconsistentStateException"/>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    /// <summary>The version in the store.</summary>
    public string? StoredEtag { get; }

    /// <summary>The version that the activation knew.</summary>
    public string? CurrentEtag { get; }

    // Only the activation that met the conflict ends, not every activation that the exception passes through.
    internal bool IsSourceActivation { get; set; } = true;
}
