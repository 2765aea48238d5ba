namespace OrleansOps.Simulation.Conformance;

internal sealed class CallsGrain : Grain, ICallsGrain
{
    private readonly List<int> _kept = [1, 2, 3];

    public async Task<int> Fail(string message, int number)
    {
        await Task.Yield();
        throw new OddException(message, number);
    }

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

    public Task<string> AskOther(ICallsGrain other) => other.Key();

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<int> Filtered(int number) => Task.FromResult(number);

    public Task<int> FilteredThrough(string otherKey, int number) => GrainFactory.GetGrain<ICallsGrain>(otherKey).Filtered(number);
}
