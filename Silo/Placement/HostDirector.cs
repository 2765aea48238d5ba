using Orleans.Runtime.Placement;

namespace OrleansOps.Placement;

/// <summary>Places what belongs to a host. Knows nothing of where it is now: that is the directory's.</summary>
internal sealed class HostDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(HostSilos.Of(target.GrainIdentity.Key.ToString()!, context.GetCompatibleSilos(target)));
}
