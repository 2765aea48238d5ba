using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Lifetime;

namespace OrleansOps.Hosting;

/// <summary>A gateway that finds no silo waits for one, for as long as it takes, and says so.</summary>
internal sealed partial class SilosAwaited(ClusterReach reach, IOptions<ClusterNames> names, TimeProvider time, ILogger<SilosAwaited> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan TryEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(30);

    private long _told;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        reach.Waits($"No silo of the cluster '{names.Value.ClusterId}' can be reached. Waiting for one: start ops-silo with the same Redis:ConnectionString, Cluster:ServiceId, Cluster:ClusterId and Cluster:Tls.");
        if (_told == 0 || time.GetElapsedTime(_told) >= TellEvery)
        {
            LogWaiting(names.Value.ClusterId, exception.Message);
            _told = time.GetTimestamp();
        }

        await Task.Delay(TryEvery, time, cancellationToken);
        return true;
    }

    [LoggerMessage(4411, LogLevel.Warning, "No silo of the cluster '{ClusterId}' can be reached; waiting for one. {Why}")]
    private partial void LogWaiting(string clusterId, string why);
}
