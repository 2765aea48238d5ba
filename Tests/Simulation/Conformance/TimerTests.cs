namespace OrleansOps.Simulation.Conformance;

public abstract class TimerTests(Hosting host)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private readonly string _name = Guid.NewGuid().ToString("N");

    private ITimerGrain Grain => host.Client.GetGrain<ITimerGrain>(_name);

    [Fact]
    public async Task ATimerTicksAgainAndAgainEvenAfterAFailure()
    {
        await Grain.Start(_name, Soon, Soon, interleave: false).Within("the start");

        await Ticked(1);
        await Ticked(3);
    }

    [Fact]
    public async Task ATimerWithoutAPeriodTicksOnce()
    {
        await Grain.Start(_name, Soon, Never, interleave: false).Within("the start");
        await Ticked(1);
        await Another(_name + "b");

        Assert.Equal(1, await Grain.Ticks(_name).Within("the count"));
    }

    [Fact]
    public async Task ATickWaitsForTheCallThatRuns()
    {
        await Grain.Start(_name, Soon, Soon, interleave: false).Within("the start");
        var call = Grain.Hold(_name);
        await Signals.Wait($"{_name} began");
        var other = host.Client.GetGrain<ITimerGrain>(_name + "other");
        await other.Start(_name + "other", Soon, Soon, interleave: false).Within("the start");
        await Signals.Wait($"{_name}other ticked 3");
        Signals.Set($"{_name} may end");
        await call.Within("the call");

        await Ticked(3);
        Assert.False(Signals.IsSet($"{_name} ticked beside a call"));
    }

    [Fact]
    public async Task AnInterleavingTickDoesNotWait()
    {
        await Grain.Start(_name, Soon, Soon, interleave: true).Within("the start");
        var call = Grain.Hold(_name);

        await Signals.Wait($"{_name} ticked beside a call");
        Signals.Set($"{_name} may end");
        await call.Within("the call");
    }

    [Fact]
    public async Task AChangedTimerKeepsItsNewTimes()
    {
        await Grain.Start(_name, Never, Never, interleave: false).Within("the start");
        await Grain.Change(_name, Soon, Soon).Within("the change");

        await Ticked(2);
    }

    [Fact]
    public async Task ADisposedTimerTicksNoMore()
    {
        await Grain.Start(_name, Soon, Soon, interleave: false).Within("the start");
        await Ticked(1);
        await Grain.Stop(_name).Within("the stop");
        var ticks = await Grain.Ticks(_name).Within("the count");
        await Another(_name + "b");

        Assert.Equal(ticks, await Grain.Ticks(_name).Within("the count"));
    }

    [Fact]
    public async Task ATimerEndsWithItsActivation()
    {
        await Grain.Start(_name, Soon, Soon, interleave: false).Within("the start");
        await Ticked(1);
        await Grain.End().Within("the end");
        await Another(_name + "b");

        Assert.Equal(0, await Grain.Ticks(_name).Within("the count of the next activation"));
    }

    [Fact]
    public async Task ATimerDoesNotKeepItsGrainFromBeingIdle()
    {
        await using var impatient = await host.Start(idleAge: TimeSpan.FromSeconds(2));
        await impatient.Client.GetGrain<ITimerGrain>(_name).Start(_name, Soon, Soon, interleave: false).Within("the start");

        Assert.Equal(DeactivationReasonCode.ActivationIdle, await Signals.Wait($"{_name} ends"));
    }

    [Fact]
    public async Task ATimerThatKeepsItsGrainAliveDoesSo()
    {
        await using var impatient = await host.Start(idleAge: TimeSpan.FromSeconds(2));
        var kept = impatient.Client.GetGrain<ITimerGrain>(_name);
        await kept.Start(_name, Soon, Soon, interleave: false, keepAlive: true).Within("the start");
        await impatient.Client.GetGrain<ITimerGrain>($"{_name}other").Start($"{_name}other", Soon, Soon, interleave: false).Within("the start");
        await Signals.Wait($"{_name}other ends");   // it was called later, and is idle by now

        Assert.NotEqual(0, await kept.Ticks(_name).Within("the count"));
    }

    // Three ticks of a timer that was started later: an older one with the same period would have ticked meanwhile.
    private async Task Another(string name)
    {
        await Grain.Start(name, Soon, Soon, interleave: false).Within("the start");
        await Signals.Wait($"{name} ticked 3");
    }

    private Task<object?> Ticked(int count) => Signals.Wait($"{_name} ticked {count}");

    [Collection(OrleansHosting.Name)]
    public sealed class OnOrleans(OrleansHosting host) : TimerTests(host);

    [Collection(SimulatedHosting.Name)]
    public sealed class InTheSimulation(SimulatedHosting host) : TimerTests(host);
}
