namespace OrleansOps.Placement;

/// <summary>The silos that hosts are given to: all that are up, save this one while it leaves.</summary>
internal sealed class ActiveSilos(ISiloStatusOracle silos)
{
    private volatile bool _leaving;

    public SiloAddress Here => silos.SiloAddress;

    public IReadOnlyList<SiloAddress> All => Without(silos.GetActiveSilos());

    /// <summary>From now on nothing is given to this silo.</summary>
    public void Leave() => _leaving = true;

    /// <summary>Of these silos, those that take something.</summary>
    public SiloAddress[] Without(SiloAddress[] silos) => _leaving && silos.Length > 1 ? [.. silos.Where(silo => !silo.Equals(Here))] : silos;
}
