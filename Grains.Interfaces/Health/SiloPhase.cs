namespace OrleansOps.Health;

/// <summary>What the cluster thinks of a silo.</summary>
public enum SiloPhase
{
    Joining = 0,

    Active = 1,

    Stopping = 2,

    /// <summary>It left in order.</summary>
    Ended = 3,

    /// <summary>The others gave it up.</summary>
    Lost = 4,
}
