namespace Orleans.Runtime;

/// <summary>How the place of a new activation is chosen.</summary>
public abstract class PlacementStrategy;
