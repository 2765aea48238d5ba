namespace OrleansOps.Conformance;

internal sealed class CallsGrain : Grain, ICallsGrain, IIncomingGrainCallFilter
{
    private readonly List<int> _kept = [1, 2, 3];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (string.Equals(context.MethodName, nameof(Filtered), StringComparison.Ordinal))
        {
            context.Result = (int)context.Result! + 1;   // after the silo's filter went in, before it comes out
        }
    }

    public async Task<int> Fail(string message, int number)
    {
        await Task.Yield();
        throw new OddException(message, number);
    }

    public async ValueTask<string> Value(string text)
    {
        await Task.Yield();
        return text;
    }

    public ValueTask Nothing() => default;

    public Task Hold(string name) => TurnsGrain.HoldUntilReleased(name);

    public async Task WaitForCancellation(string name, CancellationToken cancel)
    {
        Signals.Set($"{name} began");
        var own = TaskScheduler.Current;
        var wait = new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, cancel);
        await using var registration = cancel.Register(() => Signals.Set($"{name} cancelled", TaskScheduler.Current == own));
        await wait;
    }

    public Task<int> Scramble(List<int> numbers, Dictionary<string, List<int>> byName, Note note)
    {
        var sum = numbers.Sum() + byName.Values.Sum(list => list.Sum()) + note.Numbers.Sum();
        numbers.Clear();
        byName.Clear();
        note.Numbers.Add(100);
        return Task.FromResult(sum);
    }

    public Task<List<int>> Kept() => Task.FromResult(_kept);

    public Task<Note> Mirror(Note note) => Task.FromResult(note);

    public Task<Pair> MirrorPair(Pair pair) => Task.FromResult(pair);

    public Task<object> MirrorObject(object value) => Task.FromResult(value);

    public Task<(int, string?)> MirrorTuple((int, string?) value, int? number, DayOfWeek day, Guid id, DateTimeOffset time) =>
        Task.FromResult((value.Item1 + (number ?? 0) + (int)day, $"{value.Item2} {id:N} {time:O}"))!;

    public Task<string> AskOther(ICallsGrain other) => other.Key();

    public Task<string> AskSelfThrough(string otherKey) => GrainFactory.GetGrain<ICallsGrain>(otherKey).AskOther(this);

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<string?> Context(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public async Task<string?[]> ContextThrough(string otherKey, string key)
    {
        var here = RequestContext.Get(key) as string;
        var there = await GrainFactory.GetGrain<ICallsGrain>(otherKey).ChangeContext(key);
        return [here, there, RequestContext.Get(key) as string];
    }

    public Task<string?> ChangeContext(string key)
    {
        var before = RequestContext.Get(key) as string;
        RequestContext.Set(key, "changed");
        return Task.FromResult(before);
    }

    public Task<int> Filtered(int number) => Task.FromResult(number);

    public Task<int> FilteredThrough(string otherKey, int number) => GrainFactory.GetGrain<ICallsGrain>(otherKey).Filtered(number);
}
