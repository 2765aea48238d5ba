using OrleansOps.Hosting;
using OrleansOps.Http;

namespace OrleansOps.Health;

/// <summary>The whole installation at a glance.</summary>
internal static class SystemEndpoints
{
    private const string InMemory = "memory";
    private const string NoAnswer = "No silo answers.";

    /// <summary>A part that does not answer in time is missing from the answer, and does not hold it up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void AddSystem(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReadinessProbe>();
        builder.Services.AddSingleton<GatewayReportLoop>();
        builder.Services.AddHostedService(all => all.GetRequiredService<GatewayReportLoop>());
    }

    public static void MapSystem(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/system", Read).WithTags("System").WithName("readSystem").WithSummary("Says how the whole is: store, silos, grains and gateways.")
            .Answers<Rest.SystemView>(StatusCodes.Status200OK).Refuses();

    private static async Task<IResult> Read(
        IGrainFactory grains, IClusterStatistics cluster, GatewayReportLoop self, TimeProvider time, IConfiguration configuration)
    {
        var stored = grains.GetGrain<IStoreGrain>(0);
        var checking = InTime(stored.Check(), new StoreHealth(false, "", null, null, null, NoAnswer), time);
        var reading = InTime(stored.Figures(), new StoreFigures("", null, null, null, null, NoAnswer), time);
        var asking = InTime(cluster.Read(), new ClusterStatistics([], []), time);
        var listing = InTime(grains.GetGrain<IGatewaysGrain>(0).List(), [], time);
        var (store, checkedStore, statistics, gateways) = (await reading, await checking, await asking, await listing);
        return TypedResults.Ok(new Rest.SystemView
        {
            Version = ServerVersion.Text,
            Durability = store.Address is null ? InMemory : checkedStore.Fsync ?? "unknown",
            UptimeSeconds = (long)(time.GetUtcNow() - self.Since).TotalSeconds,
            Store = new Rest.StoreView(store.Address, store.Version, store.UsedMemoryBytes, store.MaxMemoryBytes, store.Latency?.TotalMilliseconds, checkedStore.Problem ?? store.Problem),
            Silos = [.. statistics.Silos.Select(silo => new Rest.SiloView(silo.Name, silo.Address, silo.Status, silo.Since, silo.Activations))],
            Grains = [.. statistics.Grains.Select(grain => new Rest.GrainCount(grain.Type, grain.Activations))],
            Gateways = [.. WithSelf(gateways, self.Now).Select(gateway => new Rest.GatewayView(gateway.Name, gateway.Version, gateway.Connections, gateway.Followers, gateway.Since))],
            Dashboard = GrainHosting.Dashboard(configuration),
        });
    }

    private static IEnumerable<GatewayReport> WithSelf(IReadOnlyList<GatewayReport> gateways, GatewayReport self) =>
        gateways.Where(gateway => !string.Equals(gateway.Name, self.Name, StringComparison.Ordinal)).Append(self).OrderBy(gateway => gateway.Name, StringComparer.Ordinal);

    private static async Task<T> InTime<T>(Task<T> asked, T otherwise, TimeProvider time)
    {
        try
        {
            return await asked.WaitAsync(Patience, time);
        }
        catch (Exception failed) when (failed.MeansUnavailable())
        {
            return otherwise;
        }
    }
}
