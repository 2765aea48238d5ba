using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansOps.Embedded;

/// <summary>
/// One grain in memory. It is its own task scheduler, so every continuation of grain code comes back to it, and it runs one
/// turn at a time.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A task without a wait handle needs no disposal.")]
internal sealed partial class Activation : TaskScheduler, IGrainContext, ICallTarget, IThreadPoolWorkItem
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<GrainTimer> _timers = new(0);
    private StreamConsumers? _streams;
    private AsyncServiceScope? _scope;
    private GrainReference? _reference;

    public Activation(Silo silo, GrainClass grainClass, GrainId id)
    {
        Silo = silo;
        Class = grainClass;
        GrainId = id;
        IsFiltered = grainClass.HasOwnFilter || silo.IncomingFilters.Length > 0;
    }

    /// <summary>The activation whose code this is, or null outside the grains.</summary>
    public static new Activation? Current => TaskScheduler.Current as Activation;

    public Silo Silo { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public IGrainBase? Instance { get; private set; }

    public object? GrainInstance => Instance;

    public bool IsFiltered { get; }

    public Task Deactivated => _ended.Task;

    public GrainReference GrainReference => _reference ??= new(Silo, GrainId);

    public IServiceProvider ActivationServices => (_scope ??= Silo.Services.CreateAsyncScope()).ServiceProvider;

    public StreamConsumers Streams => _streams ??= new(this);

    /// <summary>States that are read before the grain is activated.</summary>
    public List<Orleans.Core.IStorage> States { get; } = [];

    /// <summary>The activation behind the context, if the caller is its own code.</summary>
    public static Activation Own(IGrainContext? context) =>
        context is Activation activation && activation == Current
            ? activation
            : throw new InvalidOperationException(
                "This is only allowed in a turn of the grain itself. It was called from another grain, from a thread of its own or after "
                + "ConfigureAwait(false).");

    public IGrainTimer StartTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        lock (_timers)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (_timers)
        {
            _timers.Remove(timer);
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"{Class.Type.Name} {GrainId}";
}
