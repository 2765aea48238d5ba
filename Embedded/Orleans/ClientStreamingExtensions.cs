using OrleansOps.Embedded;

namespace Orleans;

/// <summary>Streams for callers outside the grains.</summary>
public static class ClientStreamingExtensions
{
    /// <summary>The stream provider of this name. Throws <see cref="KeyNotFoundException"/> where none is registered.</summary>
    public static Streams.IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
        StreamProvider.Find(client.ServiceProvider, name);
}
