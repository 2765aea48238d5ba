namespace OrleansOps.Health;

/// <summary>The gateways that run, as far as they were heard of lately. Key: 0; nothing is stored.</summary>
[Alias("ops.IGatewaysGrain")]
public interface IGatewaysGrain : IGrainWithIntegerKey
{
    /// <summary>A gateway is alive. Wanted every <see cref="GatewayReport.Every"/>.</summary>
    [Alias("Report")]
    Task Report(GatewayReport report);

    [Alias("List")]
    Task<IReadOnlyList<GatewayReport>> List();
}
