namespace OrleansOps.Health;

/// <summary>Knows which gateways run: those that said so lately.</summary>
internal sealed class GatewaysGrain(TimeProvider time) : Grain, IGatewaysGrain
{
    private const int Most = 1_000;

    private static readonly TimeSpan Believed = 3 * GatewayReport.Every;

    private readonly Dictionary<string, (GatewayReport Report, DateTimeOffset At)> _gateways = new(StringComparer.Ordinal);

    public Task Report(GatewayReport report)
    {
        ForgetSilent();
        if (_gateways.Count < Most || _gateways.ContainsKey(report.Name))
        {
            _gateways[report.Name] = (report, time.GetUtcNow());
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<GatewayReport>> List()
    {
        ForgetSilent();
        return Task.FromResult<IReadOnlyList<GatewayReport>>(
            _gateways.Values.Select(gateway => gateway.Report).OrderBy(report => report.Name, StringComparer.Ordinal).ToArray());
    }

    private void ForgetSilent()
    {
        var oldest = time.GetUtcNow() - Believed;
        foreach (var (name, _) in _gateways.Where(gateway => gateway.Value.At < oldest).ToList())
        {
            _gateways.Remove(name);
        }
    }
}
