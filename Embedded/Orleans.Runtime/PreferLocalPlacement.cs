namespace Orleans.Runtime;

/// <summary>The caller's silo.</summary>
public sealed class PreferLocalPlacement : PlacementStrategy
{
    internal static PreferLocalPlacement Singleton { get; } = new();
}
