namespace Orleans;

/// <summary>Why an activation ends.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>Not said.</summary>
    None,

    /// <summary>The silo stops.</summary>
    ShuttingDown,

    /// <summary>The grain could not be activated.</summary>
    ActivationFailed,

    /// <summary>Not used by this runtime.</summary>
    DirectoryFailure,

    /// <summary>Nobody called for the collection age.</summary>
    ActivationIdle,

    /// <summary>Not used by this runtime.</summary>
    ActivationUnresponsive,

    /// <summary>Not used by this runtime.</summary>
    DuplicateActivation,

    /// <summary>Not used by this runtime.</summary>
    IncompatibleRequest,

    /// <summary>A call failed in a way that makes the activation's state doubtful.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>Not used by this runtime.</summary>
    Migrating,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested,

    /// <summary>Not used by this runtime.</summary>
    HighMemoryPressure,
}
