namespace OrleansOps.Health;

/// <summary>Knows which gateways and silos run: those that said so lately.</summary>
internal sealed class ProcessesGrain(TimeProvider time) : Grain, IProcessesGrain
{
    private const int Most = 1_000;

    private readonly Dictionary<string, (GatewayReport Report, DateTimeOffset At)> _gateways = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (SiloReport Report, DateTimeOffset At)> _silos = new(StringComparer.Ordinal);

    public Task ReportGateway(GatewayReport report)
    {
        Keep(_gateways, report.Name, report, Reports.Remembered);
        return Task.CompletedTask;
    }

    public Task ReportSilo(SiloReport report)
    {
        Keep(_silos, report.Address, report, Reports.Believed);
        return Task.CompletedTask;
    }

    public Task GatewayEnds(string name)
    {
        _gateways.Remove(name);
        return Task.CompletedTask;
    }

    public Task<ProcessList> List()
    {
        Forget(_gateways, Reports.Remembered);
        Forget(_silos, Reports.Believed);
        var silent = time.GetUtcNow() - Reports.Believed;
        return Task.FromResult(new ProcessList(
            [.. _gateways.Values.Select(gateway => new SeenGateway(gateway.Report, gateway.At, gateway.At < silent))],
            [.. _silos.Values.Select(silo => silo.Report)]));
    }

    private void Keep<T>(Dictionary<string, (T Report, DateTimeOffset At)> reports, string name, T report, TimeSpan remembered)
    {
        Forget(reports, remembered);
        if (reports.Count < Most || reports.ContainsKey(name))
        {
            reports[name] = (report, time.GetUtcNow());
        }
    }

    private void Forget<T>(Dictionary<string, (T Report, DateTimeOffset At)> reports, TimeSpan remembered)
    {
        var oldest = time.GetUtcNow() - remembered;
        foreach (var name in reports.Where(entry => entry.Value.At < oldest).Select(entry => entry.Key).ToList())
        {
            reports.Remove(name);
        }
    }
}
