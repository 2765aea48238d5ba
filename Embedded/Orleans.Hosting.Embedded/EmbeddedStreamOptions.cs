namespace Orleans.Hosting.Embedded;

/// <summary>Limits of the streams inside the process.</summary>
public sealed class EmbeddedStreamOptions
{
    /// <summary>Items that may wait for one subscription; the producer waits while there are as many. Default: 256.</summary>
    public int QueueCapacity { get; set; } = 256;
}
