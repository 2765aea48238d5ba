using OrleansOps.Embedded;

namespace Orleans;

/// <summary>Streams for grains.</summary>
public static class GrainStreamingExtensions
{
    /// <summary>The stream provider of this name. Throws <see cref="KeyNotFoundException"/> where none is registered.</summary>
    public static Streams.IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
        StreamProvider.Find(grain.GrainContext.ActivationServices, name);
}
