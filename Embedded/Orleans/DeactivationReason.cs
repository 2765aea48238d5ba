namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
{
    /// <summary>A reason without an exception.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>What happened, for people.</summary>
    public string Description { get; } = text;

    /// <summary>What happened, for programs.</summary>
    public DeactivationReasonCode ReasonCode { get; } = code;

    /// <summary>The failure that ended it, if one did.</summary>
    public Exception? Exception { get; } = exception;

    public override string ToString() => Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description} ({Exception})";
}
