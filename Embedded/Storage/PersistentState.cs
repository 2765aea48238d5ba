using Orleans.Storage;

namespace OrleansOps.Embedded;

/// <summary>One state of one activation. Its operations run one after another, so that each one sees the version the last one left.</summary>
internal sealed class PersistentState<T>(Activation activation, IGrainStorage storage, string name) : IPersistentState<T>
{
    private readonly GrainState<T> _stored = new(NewInstance.Of<T>());
    private Task _last = Task.CompletedTask;

    private enum Operation
    {
        Read,
        Write,
        Clear,
    }

    public T State
    {
        get
        {
            Activation.Own(activation);
            return _stored.State!;
        }

        set
        {
            Activation.Own(activation);
            _stored.State = value;
        }
    }

    public string? Etag => _stored.ETag;

    public bool RecordExists => _stored.RecordExists;

    public Task ReadStateAsync() => Enqueue(Operation.Read);

    public Task WriteStateAsync() => Enqueue(Operation.Write);

    public Task ClearStateAsync() => Enqueue(Operation.Clear);

    private Task Enqueue(Operation operation)
    {
        Activation.Own(activation);
        return _last = _last.IsCompleted ? Run(operation) : RunAfter(_last, operation);
    }

    private async Task RunAfter(Task last, Operation operation)
    {
        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await Run(operation);
    }

    private Task Run(Operation operation) => operation switch
    {
        Operation.Read => storage.ReadStateAsync(name, activation.GrainId, _stored),
        Operation.Write => storage.WriteStateAsync(name, activation.GrainId, _stored),
        _ => storage.ClearStateAsync(name, activation.GrainId, _stored),
    };
}
