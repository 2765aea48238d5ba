namespace Orleans.Hosting.Embedded;

/// <summary>The grains in this process's memory; in the container of a host that has a silo.</summary>
public interface IActivationStatistics
{
    /// <summary>How many activations there are, by the name of the grain class.</summary>
    IReadOnlyDictionary<string, int> CountByClass();
}
