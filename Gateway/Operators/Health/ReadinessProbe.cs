using OrleansOps.Health;
using OrleansOps.Lifetime;

namespace OrleansOps.Operators.Health;

/// <summary>
/// Whether this gateway can do its work: a silo answers, and its store is well. Asked at most once a second however many want to know, since
/// the page is open to everybody. Never throws: that nobody answers is an answer too.
/// </summary>
internal sealed class ReadinessProbe(IGrainFactory grains, ClusterReach reach, IHostApplicationLifetime application, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly OncePerSecond<Readiness> _last = new(time);

    public Task<Readiness> Ask(CancellationToken cancel) => Starting() is { } problem
        ? Task.FromResult(Readiness.Not(problem))
        : _last.Ask(AskSilo, cancel);

    /// <summary>What a start still waits for: the cluster, and then what needs it, such as the first admin token.</summary>
    private string? Starting() => reach.Problem ?? (application.ApplicationStarted.IsCancellationRequested ? null : "The gateway is still starting.");

    private async Task<Readiness> AskSilo()
    {
        try
        {
            return Readiness.Of(await grains.GetGrain<IStoreGrain>(0).Check().WaitAsync(Timeout, time));
        }
        catch (Exception failure)
        {
            return Readiness.Not($"No silo answers: {failure.Message}");
        }
    }
}
