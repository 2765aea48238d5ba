using Orleans.Placement;

namespace Orleans.Concurrency;

/// <summary>Several activations of the same grain work side by side.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    /// <summary>At most this many activations; zero or less means one per processor.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers)
        : base(new StatelessWorkerPlacement(maxLocalWorkers))
    {
    }

    /// <summary>One activation per processor.</summary>
    public StatelessWorkerAttribute()
        : this(-1)
    {
    }
}
