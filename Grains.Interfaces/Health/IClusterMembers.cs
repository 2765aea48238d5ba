namespace OrleansOps.Health;

/// <summary>Asks the grain runtime which silos there are.</summary>
public interface IClusterMembers
{
    /// <summary>Those that are dead, too, as long as the runtime remembers them.</summary>
    Task<IReadOnlyList<SiloMember>> Read();
}
