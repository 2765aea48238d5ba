using Orleans.Placement;

namespace OrleansOps.Placement;

/// <summary>Lives on the silo of the host to which the task that the grain's key names was given.</summary>
internal sealed class TaskPlacementAttribute() : PlacementAttribute(new TaskPlacement());
