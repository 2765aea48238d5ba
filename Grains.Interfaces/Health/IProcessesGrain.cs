namespace OrleansOps.Health;

/// <summary>
/// The gateways and silos of the installation, by what they say of themselves. Key: 0; nothing is stored, since each says it again within
/// seconds.
/// </summary>
[Alias("ops.IProcessesGrain")]
public interface IProcessesGrain : IGrainWithIntegerKey
{
    /// <summary>A gateway is alive. Wanted every <see cref="Reports.Every"/>.</summary>
    [Alias("ReportGateway")]
    Task ReportGateway(GatewayReport report);

    /// <summary>A silo is alive. Wanted as often.</summary>
    [Alias("ReportSilo")]
    Task ReportSilo(SiloReport report);

    /// <summary>A gateway ends in order, and is not missed.</summary>
    [Alias("GatewayEnds")]
    Task GatewayEnds(string name);

    [Alias("List")]
    Task<ProcessList> List();
}
