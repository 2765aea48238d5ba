using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansOps.Lifetime;

/// <summary>Whether grains can be called from this process: not before its silo, or its client of silos elsewhere, has started.</summary>
public sealed partial class ClusterReach(IHostApplicationLifetime application, ILogger<ClusterReach> logger) : ILifecycleParticipant<ISiloLifecycle>, ILifecycleParticipant<IClusterClientLifecycle>
{
    private const string Starting = "The process is still starting.";

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _waiting = Starting;

    /// <summary>Completes when the silo, or the client, has started.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Why no grain can be called from outside: not yet, or not any more; null when they can. When all has started, so has what a start leaves behind, such as the first token.</summary>
    public string? Problem =>
        application.ApplicationStopping.IsCancellationRequested ? "The process is stopping."
        : application.ApplicationStarted.IsCancellationRequested ? null
        : _waiting;

    /// <summary>The start cannot go on without something. A sentence that says what, for whoever asks.</summary>
    public void Waits(string problem) => _waiting = problem;

    public void Participate(ISiloLifecycle lifecycle) => Participate((ILifecycleObservable)lifecycle);

    public void Participate(IClusterClientLifecycle lifecycle) => Participate((ILifecycleObservable)lifecycle);

    private void Participate(ILifecycleObservable lifecycle) => lifecycle.Subscribe(nameof(ClusterReach), ServiceLifecycleStage.Last, Open, _ => Task.CompletedTask);

    private Task Open(CancellationToken cancel)
    {
        _waiting = Starting;
        _opened.TrySetResult();
        LogOpened();
        return Task.CompletedTask;
    }

    [LoggerMessage(4421, LogLevel.Information, "The cluster is there; everything can be used")]
    private partial void LogOpened();
}
