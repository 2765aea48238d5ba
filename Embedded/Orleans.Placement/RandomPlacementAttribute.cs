namespace Orleans.Placement;

/// <summary>Spreads activations over the silos at random; with one process it has no effect.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomPlacementAttribute() : PlacementAttribute(RandomPlacement.Singleton);
