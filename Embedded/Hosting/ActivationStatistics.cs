using Orleans.Hosting.Embedded;

namespace OrleansOps.Embedded;

/// <summary>Counts activations when asked.</summary>
internal sealed class ActivationStatistics(Silo silo) : IActivationStatistics
{
    public IReadOnlyDictionary<string, int> CountByClass() =>
        silo.Activations().CountBy(activation => activation.Class.Type.Name).ToDictionary();
}
