using Orleans.Storage;

namespace OrleansOps.Embedded;

/// <summary>One state of one activation. Its operations run one after another, so that each one sees the version the last one left.</summary>
internal sealed class PersistentState<T>(Activation activation, IGrainStorage storage, string name) : IPersistentState<T>
{
    private readonly GrainState<T> _stored = new() { State = NewInstance.Of<T>() };
    private Task _last = Task.CompletedTask;

    public T State
    {
        get => OwnTurn().State!;
        set => OwnTurn().State = value;
    }

    public string? Etag => _stored.ETag;

    public bool RecordExists => _stored.RecordExists;

    public Task ReadStateAsync() => Run(static self => self.Storage.ReadStateAsync(self.Name, self.Grain, self._stored));

    public Task WriteStateAsync() => Run(static self => self.Storage.WriteStateAsync(self.Name, self.Grain, self._stored));

    public Task ClearStateAsync() => Run(static self => self.Storage.ClearStateAsync(self.Name, self.Grain, self._stored));

    private IGrainStorage Storage => storage;

    private string Name => name;

    private GrainId Grain => activation.GrainId;

    private GrainState<T> OwnTurn()
    {
        Activation.Own(activation);
        return _stored;
    }

    private Task Run(Func<PersistentState<T>, Task> operation)
    {
        OwnTurn();
        return _last = _last.IsCompleted ? operation(this) : RunAfter(_last, operation);
    }

    private async Task RunAfter(Task last, Func<PersistentState<T>, Task> operation)
    {
        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await operation(this);
    }
}
