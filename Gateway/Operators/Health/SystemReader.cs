using OrleansOps.Health;
using OrleansOps.Hosting;
using OrleansOps.Lifetime;

namespace OrleansOps.Operators.Health;

/// <summary>
/// Puts together how the whole is. No part holds up the others: what does not answer in time is shown as it was when it last did, and the
/// answer says so.
/// </summary>
internal sealed partial class SystemReader(
    IGrainFactory grains, IClusterMembers cluster, GatewayReportLoop self, TimeProvider time, ILogger<SystemReader> logger)
{
    private const string InMemory = "memory";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2.5);

    private IReadOnlyList<SiloMember> _members = [];
    private ProcessList _processes = ProcessList.Empty;
    private DateTimeOffset? _answeredAt;

    public async Task<Api.SystemView> Read()
    {
        var stored = grains.GetGrain<IStoreGrain>(0);
        var checking = InTime(stored.Check());
        var reading = InTime(stored.Figures());
        var asking = InTime(cluster.Read());
        var listing = InTime(grains.GetGrain<IProcessesGrain>(0).List());
        var (store, checkedStore, members, processes) = (await reading, await checking, await asking, await listing);
        var isOld = members is null || processes is null;
        (_members, _processes) = (members ?? _members, processes ?? _processes);
        _answeredAt = isOld ? _answeredAt : time.GetUtcNow();
        return new Api.SystemView
        {
            Version = ServerVersion.Text,
            Durability = store is { Address: null } ? InMemory : checkedStore?.Fsync ?? "unknown",
            UptimeSeconds = (long)(time.GetUtcNow() - self.Since).TotalSeconds,
            Store = Store(store, checkedStore),
            ClusterProblem = isOld ? Old() : null,
            Silos = ProcessViews.Silos(_members, _processes.Silos, isOld, time.GetUtcNow()),
            Grains = ProcessViews.Grains(_processes.Silos),
            Gateways = ProcessViews.Gateways(_processes.Gateways, self.Now, isOld),
            Dashboard = GrainDashboard.Path,
        };
    }

    private static Api.StoreView Store(StoreFigures? store, StoreHealth? health) => new(
        store?.Address, store?.Version, store?.UsedMemoryBytes, store?.MaxMemoryBytes, store?.Latency?.TotalMilliseconds,
        health is null || store is null ? "No silo says how the store is." : health.Problem ?? store.Problem);

    private string Old() => _answeredAt is { } at
        ? $"The silos do not answer. What is said of them was so at {at:yyyy-MM-dd HH:mm:ss}Z."
        : "The silos do not answer, and have not since this gateway started.";

    /// <summary>Null if it failed or took too long. Why it did is each part's own affair: here it only is missing.</summary>
    private async Task<T?> InTime<T>(Task<T> asked)
        where T : class
    {
        try
        {
            return await asked.WaitAsync(Timeout, time);
        }
        catch (Exception failed)
        {
            LogMissing(failed, typeof(T).Name);
            return null;
        }
    }

    [LoggerMessage(3022, LogLevel.Debug, "{Part} is missing from what is shown of the whole")]
    private partial void LogMissing(Exception error, string part);
}
