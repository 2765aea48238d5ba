namespace OrleansOps.Seeds.S2.Wire;

/// <summary>What a host says of itself.</summary>
/// <param name="CpuUsage">Percent.</param>
/// <param name="Uptime">Seconds.</param>
internal sealed record S2System(string Hostname, string Os, string Arch, IReadOnlyList<string> Ips, double? CpuUsage, IReadOnlyList<double>? LoadAvg, long? Uptime);
