using Microsoft.Extensions.Logging;
using OrleansOps.Tasks;

namespace OrleansOps;

/// <summary>What a grain lends to the parts that it is made of: its key, its timers, the way to other grains, and the clock.</summary>
internal sealed class GrainScope(IGrainBase grain, IGrainFactory grains, TimeProvider time, ILogger logger)
{
    public string Key { get; } = grain.GrainContext.GrainId.Key.ToString()!;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public T Grain<T>(string key)
        where T : IGrainWithStringKey => grains.GetGrain<T>(key);

    public ITaskGrain TaskOf(string taskId) => Grain<ITaskGrain>(taskId);

    public IGrainTimer Timer(Func<Task> act, GrainTimerCreationOptions when) => grain.RegisterGrainTimer(act, when);

    /// <summary>Acts once, after all calls that the grain is busy with.</summary>
    public IGrainTimer After(TimeSpan wait, Func<Task> act) => Timer(act, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan));

    /// <summary>The grain ends when it is done with what it was asked.</summary>
    public void Leave() => grain.DeactivateOnIdle();

    /// <inheritdoc cref="KnownWrites.EndUnlessKnown(IGrainBase, Task)"/>
    public Task EndUnlessKnown(Task storing) => grain.EndUnlessKnown(storing);

    public Task<T> EndUnlessKnown<T>(Task<T> storing) => grain.EndUnlessKnown(storing);

    public void Migrate() => grain.MigrateOnIdle();
}
