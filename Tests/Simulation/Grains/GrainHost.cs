using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.CodeGeneration;
using Orleans.Configuration;
using Orleans.Serialization.Invocation;

namespace OrleansOps.Simulation.Grains;

/// <summary>
/// The grains of one life of the server, on Orleans' own contracts and generated code: it does what a silo does with the calls of this
/// product's grains, in the order that its executor and its clock say, and nothing else happens in it.
/// </summary>
internal sealed partial class GrainHost
{
    private readonly Dictionary<GrainId, ICallTarget> _targets = [];
    private readonly PriorityQueue<Call, long> _deadlines = new();
    private readonly TimeSpan _responseTimeout;
    private SiloStatus _status = SiloStatus.Created;
    private long _observers;

    public GrainHost(
        IServiceProvider services,
        IExecutor executor,
        TimeProvider time,
        IOptions<GrainCollectionOptions> collection,
        IOptions<SiloMessagingOptions> messaging,
        ILogger<GrainHost> logger)
    {
        (Services, Executor, Time, Collection, _logger) = (services, executor, time, collection.Value, logger);
        _responseTimeout = messaging.Value.ResponseTimeout;
        References = new(this);
    }

    public IServiceProvider Services { get; }

    public IExecutor Executor { get; }

    public TimeProvider Time { get; }

    public GrainCollectionOptions Collection { get; }

    public GrainReferences References { get; }

    /// <summary>One for everything: in the simulation there is one thread, and only the host's own tests have more.</summary>
    public Lock Gate { get; } = new();

    public IOutgoingGrainCallFilter[] OutgoingFilters { get; private set; } = [];

    public bool IsOpen => _status == SiloStatus.Active;

    public void Open()
    {
        OutgoingFilters = [.. Services.GetServices<IOutgoingGrainCallFilter>()];
        _status = SiloStatus.Active;
    }

    /// <summary>From here on only grains may call grains.</summary>
    public void RefuseNewCalls() => _status = SiloStatus.ShuttingDown;

    /// <summary>From here on nothing is activated, and calls that still wait are refused.</summary>
    public void Close()
    {
        List<Call> left;
        lock (Gate)
        {
            _status = SiloStatus.Dead;
            left = [.. _deadlines.UnorderedItems.OrderBy(item => item.Priority).Select(item => item.Element)];
            _deadlines.Clear();
        }

        left.ForEach(call => call.Settle(Response.FromException(Refusal())));
    }

    public Task<T?> Send<T>(GrainReference target, IInvokable request, InvokeMethodOptions options)
    {
        if (!IsOpen && (CurrentGrain.Value is null || _status != SiloStatus.ShuttingDown))
        {
            return Task.FromException<T?>(Refusal());
        }

        return OutgoingFilters.Length == 0 ? Dispatch<T>(target, request, options) : new OutgoingCall<T>(this, target, request, options).Run();
    }

    /// <summary>Sends a call that has passed the filters.</summary>
    public Task<T?> Dispatch<T>(GrainReference target, IInvokable request, InvokeMethodOptions options)
    {
        var token = request.GetCancellationToken();
        if (token.IsCancellationRequested)
        {
            return Task.FromCanceled<T?>(token);
        }

        var call = new GrainCall<T>(this, target, request, options);
        if (call.Has(InvokeMethodOptions.OneWay))
        {
            Deliver(target.GrainId, call);
            return Task.FromResult(default(T));
        }

        if (token.CanBeCanceled)
        {
            call.Watch(token);
        }

        Limit(call, request.GetDefaultResponseTimeout() ?? _responseTimeout);
        Deliver(target.GrainId, call);
        return call.Answer;
    }

    /// <summary>Sends something that the host itself has to say to a grain.</summary>
    public Task<T?> Dispatch<T>(GrainId target, AnsweredCall<T> call)
    {
        Limit(call, _responseTimeout);
        Deliver(target, call);
        return call.Answer;
    }

    /// <summary>Puts the call where it runs. Never fails: what goes wrong goes to the caller.</summary>
    public void Deliver(GrainId id, Call call)
    {
        try
        {
            // An observer that is gone hears nothing, and its caller waits for an answer in vain.
            while (Find(id) is { } target && !target.TryPost(call))
            {
                Forget(id, target);
            }
        }
        catch (Exception failure)
        {
            call.Settle(Response.FromException(failure));
        }
    }

    public GrainId Add(IGrainObserver observer)
    {
        lock (Gate)
        {
            var id = GrainId.Create(GrainReferences.Observers, $"{++_observers}");
            _targets.Add(id, new ObserverTarget(this, observer));
            return id;
        }
    }

    public void Forget(GrainId id)
    {
        lock (Gate)
        {
            _targets.Remove(id);
        }
    }

    public void Forget(GrainId id, ICallTarget target)
    {
        lock (Gate)
        {
            switch (_targets.GetValueOrDefault(id))
            {
                case WorkerPool pool when target is Activation worker:
                    pool.Remove(worker);
                    break;
                case { } known when known == target:
                    _targets.Remove(id);
                    break;
            }
        }
    }

    public List<Activation> Activations()
    {
        lock (Gate)
        {
            return [.. _targets.Values.SelectMany(target => target is WorkerPool pool ? pool.Workers : target is Activation one ? [one] : Array.Empty<Activation>())];
        }
    }

    /// <summary>Answers the calls whose time is over.</summary>
    public void Expire()
    {
        var now = Time.GetTimestamp();
        while (Overdue(now) is { } call)
        {
            if (!call.IsSettled)
            {
                call.Settle(Response.FromException(new TimeoutException($"{call} was not answered in time.")));
            }
        }
    }

    private Call? Overdue(long now)
    {
        lock (Gate)
        {
            return _deadlines.TryPeek(out var call, out var deadline) && deadline <= now && _deadlines.TryDequeue(out _, out _) ? call : null;
        }
    }

    private void Limit(Call call, TimeSpan time)
    {
        lock (Gate)
        {
            _deadlines.Enqueue(call, Time.GetTimestamp() + (long)(time.TotalSeconds * Time.TimestampFrequency));
        }
    }

    /// <summary>Null: an observer that is gone.</summary>
    private ICallTarget? Find(GrainId id)
    {
        lock (Gate)
        {
            if (_targets.TryGetValue(id, out var known))
            {
                return known;
            }

            if (id.Type == GrainReferences.Observers)
            {
                return null;
            }

            if (_status == SiloStatus.Dead)
            {
                throw Refusal();
            }

            var grainClass = GrainClass.Of(id.Type);
            ICallTarget made = grainClass.MostWorkers > 0 ? new WorkerPool(this, grainClass, id) : new Activation(this, grainClass, id);
            _targets.Add(id, made);
            (made as Activation)?.Begin();
            return made;
        }
    }

    private SiloUnavailableException Refusal() => new($"The grains take no calls: {_status}.");
}
