namespace Orleans.Configuration;

/// <summary>How stream items are delivered. Named after the stream provider.</summary>
public class StreamPullingAgentOptions
{
    /// <summary>How long a failing consumer is tried again before the item is given up. Default: one minute.</summary>
    public TimeSpan MaxEventDeliveryTime { get; set; } = TimeSpan.FromMinutes(1);
}
