namespace OrleansOps.Simulation.Grains;

/// <summary>
/// One grain in memory. It is its own task scheduler, so every continuation of grain code comes back to it, and it runs one turn at a time.
/// </summary>
internal sealed partial class Activation : TaskScheduler, IGrainContext, ICallTarget, IThreadPoolWorkItem
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GrainHost _host;
    private readonly GrainClass _class;
    private readonly List<GrainTimer> _timers = [];
    private readonly ActivationLifecycle _lifecycle = new();
    private Grain? _grain;

    public Activation(GrainHost host, GrainClass grainClass, GrainId id)
    {
        (_host, _class, GrainId) = (host, grainClass, id);
        _lastUsed = host.Time.GetTimestamp();
    }

    public GrainId GrainId { get; }

    public object? GrainInstance => _grain;

    public IServiceProvider ActivationServices => _host.Services;

    public IGrainLifecycle ObservableLifecycle => _lifecycle;

    public Task Deactivated => _ended.Task;

    /// <summary>What takes the items of the grain's stream, once it has said so.</summary>
    public object? StreamObserver { get; set; }

    GrainReference IGrainContext.GrainReference => throw Unused();

    ActivationId IGrainContext.ActivationId => throw Unused();

    GrainAddress IGrainContext.Address => throw Unused();

    IWorkItemScheduler IGrainContext.Scheduler => throw Unused();

    public object? GetTarget() => _grain;

    public object? GetComponent(Type componentType) => componentType.IsInstanceOfType(_grain) ? _grain : null;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"{_class.Name} {GrainId}";

    public void Add(GrainTimer timer) => _timers.Add(timer);

    public void Remove(GrainTimer timer) => _timers.Remove(timer);

    void IGrainContext.SetComponent<TComponent>(TComponent? value)
        where TComponent : class => throw Unused();

    void IGrainContext.ReceiveMessage(object message) => throw Unused();

    void IGrainContext.Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) => throw Unused();

    void IGrainContext.Rehydrate(IRehydrationContext context) => throw Unused();

    void IGrainContext.Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) => throw Unused();

    private static NotSupportedException Unused() => new("No grain of this product asks for it.");
}
