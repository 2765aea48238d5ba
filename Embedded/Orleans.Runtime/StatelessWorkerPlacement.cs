namespace Orleans.Runtime;

/// <summary>Several activations of one grain.</summary>
internal sealed class StatelessWorkerPlacement(int maxLocal) : PlacementStrategy
{
    public int MaxLocal { get; } = maxLocal > 0 ? maxLocal : Environment.ProcessorCount;
}
