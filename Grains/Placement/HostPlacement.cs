namespace OrleansOps.Placement;

/// <summary>The grain's key names a host: every host has a silo, and shares it with all that belongs to it.</summary>
public sealed class HostPlacement : PlacementStrategy;
