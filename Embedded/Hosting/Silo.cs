using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OrleansOps.Embedded;

/// <summary>All grains of the process: finds the activation for each call, or makes it.</summary>
internal sealed partial class Silo(
    IServiceProvider services,
    IExecutor executor,
    TimeProvider time,
    IOptions<GrainCollectionOptions> collection,
    IOptions<SiloMessagingOptions> messaging,
    ILogger<Silo> logger)
{
    private readonly ConcurrentDictionary<GrainId, ICallTarget> _targets = new();
    private readonly long _responseTicks = (long)(messaging.Value.ResponseTimeout.TotalSeconds * time.TimestampFrequency);
    private GrainClasses? _classes;
    private volatile SiloStatus _status = SiloStatus.Created;

    public IServiceProvider Services => services;

    public IExecutor Executor => executor;

    public TimeProvider Time => time;

    public SiloClock Clock { get; } = new(time);

    public GrainCollectionOptions Collection => collection.Value;

    public TimeSpan ResponseTimeout => messaging.Value.ResponseTimeout;

    public SiloAddress Address { get; } = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 0), Environment.ProcessId);

    public SiloStatus Status => _status;

    public IIncomingGrainCallFilter[] IncomingFilters { get; private set; } = [];

    public IOutgoingGrainCallFilter[] OutgoingFilters { get; private set; } = [];

    public void Open()
    {
        _classes = services.GetRequiredService<GrainClasses>();
        IncomingFilters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        OutgoingFilters = [.. services.GetServices<IOutgoingGrainCallFilter>()];
        _status = SiloStatus.Active;
    }

    /// <summary>From here on only grains may call grains.</summary>
    public void RefuseNewCalls() => _status = SiloStatus.ShuttingDown;

    /// <summary>From here on nothing is activated, and calls that still wait are refused.</summary>
    public void Close()
    {
        _status = SiloStatus.Dead;
        ForEachCall(call => call.Fail(Refusal()));
        Clock.Dispose();
    }

    public Task<T> Send<T>(GrainReference reference, Call<T> call)
    {
        call.Target = reference;
        call.Source = Activation.Current;
        call.RequestContext = RequestContext.Snapshot;
        if (_status != SiloStatus.Active && (call.Source is null || _status != SiloStatus.ShuttingDown))
        {
            return Task.FromException<T>(Refusal());
        }

        return OutgoingFilters.Length == 0 ? Dispatch(call) : new FilteredCall<T>(call, this, host: null).Run();
    }

    /// <summary>Sends a call whose end its caller does not wait for.</summary>
    public Task Post<T>(GrainReference reference, Call<T> call)
    {
        var sent = Send(reference, call);
        if (!sent.IsCompletedSuccessfully)
        {
            _ = LogFailure(sent, call);
        }

        return Task.CompletedTask;
    }

    /// <summary>Sends a call that has passed the filters.</summary>
    public Task<T> Dispatch<T>(Call<T> call)
    {
        if (call.CallerToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(call.CallerToken);
        }

        if (call.Model.IsOneWay)
        {
            Deliver(call);
            return Task.FromResult(default(T)!);
        }

        var answer = call.Open();
        call.Deadline = call.Model.Timeout is { } timeout ? Clock.After(timeout) : Clock.After(_responseTicks);
        if (call.CallerToken.CanBeCanceled)
        {
            call.WatchToken();
        }

        Deliver(call);
        return answer;
    }

    /// <summary>Puts the call where it runs. Never fails: what goes wrong goes to the caller.</summary>
    public void Deliver(Call call)
    {
        var reference = call.Target!;
        var target = reference.LastTarget;
        while (target is null || !target.TryPost(call))
        {
            try
            {
                target = Find(reference.GrainId, target);
            }
            catch (Exception exception)
            {
                call.Fail(exception);
                return;
            }

            reference.LastTarget = target;
        }
    }

    public void Add(GrainId id, ICallTarget target) => _targets[id] = target;

    public void Forget(GrainId id) => _targets.TryRemove(id, out _);

    public void Forget(GrainId id, ICallTarget target)
    {
        if (!_targets.TryRemove(new(id, target)) && _targets.TryGetValue(id, out var other))
        {
            (other as WorkerPool)?.Remove((Activation)target);
        }
    }

    public IEnumerable<Activation> Activations()
    {
        foreach (var (_, target) in _targets)
        {
            if (target is Activation activation)
            {
                yield return activation;
            }
            else if (target is WorkerPool pool)
            {
                foreach (var worker in pool.Workers)
                {
                    yield return worker;
                }
            }
        }
    }

    public void ForEachCall(Action<Call> visit)
    {
        foreach (var (_, target) in _targets)
        {
            target.ForEachCall(visit);
        }
    }

    public void CollectIdle()
    {
        foreach (var activation in Activations())
        {
            activation.DeactivateIfIdle(activation.Class.CollectionAge);
        }

        foreach (var (id, target) in _targets.Where(pair => pair.Value is ObserverTarget { IsForgotten: true }))
        {
            Forget(id, target);
        }
    }

    /// <summary>Throws where a caller outside the grains would be refused.</summary>
    public void CheckAcceptsCalls()
    {
        if (_status != SiloStatus.Active && (Activation.Current is null || _status != SiloStatus.ShuttingDown))
        {
            throw Refusal();
        }
    }

    private ICallTarget Find(GrainId id, ICallTarget? ended)
    {
        if (ended is not null)
        {
            Forget(id, ended);
        }

        if (_targets.TryGetValue(id, out var known))
        {
            return known;
        }

        if (GrainFactory.IsObserver(id))
        {
            throw new ClientNotAvailableException(id);
        }

        if (_status == SiloStatus.Dead)
        {
            throw Refusal();
        }

        var grainClass = _classes![id.Type];
        ICallTarget made = grainClass.MaxWorkers > 0 ? new WorkerPool(this, grainClass, id) : new Activation(this, grainClass, id);
        if (_targets.TryAdd(id, made))
        {
            (made as Activation)?.Begin();
        }

        return _targets.GetValueOrDefault(id, made);
    }

    private OrleansMessageRejectionException Refusal() => new(
        _status == SiloStatus.Created ? "The silo has not started yet. Call grains when the host has started." : "The silo is stopping and takes no new calls.");

    private async Task LogFailure(Task sent, Call call)
    {
        try
        {
            await sent.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogUnansweredFailure(exception, call);
        }
    }
}
