namespace Orleans.Placement;

/// <summary>Puts activations on the caller's silo; with one process it has no effect.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute() : PlacementAttribute(PreferLocalPlacement.Singleton);
