namespace OrleansOps.Simulation.Conformance;

internal sealed class TurnsGrain : Grain, ITurnsGrain
{
    private int _inside;
    private int _most;

    public static async Task HoldUntilReleased(string name)
    {
        Signals.Set($"{name} began");
        await Signals.Wait($"{name} may end");
    }

    public Task Hold(string name) => HoldUntilReleased(name);

    public Task HoldInterleaved(string name) => HoldUntilReleased(name);

    public Task HoldReading(string name) => HoldUntilReleased(name);

    public async Task HoldOneWay(string name)
    {
        await HoldUntilReleased(name);
        Signals.Set($"{name} ended");
        throw new InvalidOperationException("Nobody waits for this.");
    }

    public async Task<int> Crowd()
    {
        _most = Math.Max(_most, ++_inside);
        await Task.Yield();
        _inside--;
        return _most;
    }

    public async Task<(bool OwnAtFirst, bool SameAfterAwait, bool LeftByChoice)> Schedulers()
    {
        var own = TaskScheduler.Current;
        await Task.Yield();
        var after = TaskScheduler.Current;
        await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System).ConfigureAwait(false);
        return (own != TaskScheduler.Default, after == own, TaskScheduler.Current == TaskScheduler.Default);
    }

    public Task<string> Cycle() => GrainFactory.GetGrain<IRelayGrain>(this.GetPrimaryKeyString()).Relay();

    public Task<string> Ping() => Task.FromResult("pong");
}
