using Microsoft.Extensions.Logging;

namespace OrleansOps.Hosting;

/// <summary>Whether grains can be called from this process: not before its silo, or its client of silos elsewhere, has started.</summary>
public sealed partial class ClusterReach(ILogger<ClusterReach> logger) : ILifecycleParticipant<ISiloLifecycle>, ILifecycleParticipant<IClusterClientLifecycle>
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _waiting = "The process is still starting.";

    /// <summary>Completes when the first grain can be called.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Why no grain can be called yet; null when they can.</summary>
    public string? Problem => Opened.IsCompletedSuccessfully ? null : _waiting;

    /// <summary>The start cannot go on without something. A sentence that says what, for whoever asks.</summary>
    public void Waits(string problem) => _waiting = problem;

    public void Participate(ISiloLifecycle lifecycle) => Participate((ILifecycleObservable)lifecycle);

    public void Participate(IClusterClientLifecycle lifecycle) => Participate((ILifecycleObservable)lifecycle);

    private void Participate(ILifecycleObservable lifecycle) => lifecycle.Subscribe(nameof(ClusterReach), ServiceLifecycleStage.Last, Open, _ => Task.CompletedTask);

    private Task Open(CancellationToken cancel)
    {
        _opened.TrySetResult();
        LogOpened();
        return Task.CompletedTask;
    }

    [LoggerMessage(4421, LogLevel.Information, "The cluster is there; everything can be used")]
    private partial void LogOpened();
}
