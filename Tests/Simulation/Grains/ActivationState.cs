namespace OrleansOps.Simulation.Grains;

internal enum ActivationState
{
    /// <summary>Calls wait until the grain is ready.</summary>
    Activating,

    /// <summary>Calls run.</summary>
    Active,

    /// <summary>Calls that run finish, new ones wait.</summary>
    Stopping,

    /// <summary>OnDeactivateAsync runs, calls wait.</summary>
    Deactivating,

    /// <summary>Calls go to the next activation.</summary>
    Ended,

    /// <summary>The same, and nothing of it happens any more, not even what had begun.</summary>
    Lost,
}
