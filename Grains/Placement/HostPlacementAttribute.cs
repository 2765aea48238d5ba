using Orleans.Placement;

namespace OrleansOps.Placement;

/// <summary>Lives on the silo of the host that the grain's key names.</summary>
internal sealed class HostPlacementAttribute() : PlacementAttribute(new HostPlacement());
