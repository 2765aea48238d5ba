namespace OrleansOps.Health;

/// <summary>What the cluster thinks of a silo.</summary>
public enum SiloPhase
{
    Joining = 0,

    Active = 1,

    Stopping = 2,

    Dead = 3,
}
