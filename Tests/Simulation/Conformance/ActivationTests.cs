namespace OrleansOps.Simulation.Conformance;

public abstract class ActivationTests(Hosting host)
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    private ILifeGrain Grain => host.Client.GetGrain<ILifeGrain>(_key);

    [Fact]
    public async Task AGrainIsActivatedBeforeItsFirstCall() => Assert.True(await Grain.WasActivatedFirst().Within("the first call"));

    [Fact]
    public async Task CallsGoToOneActivation() => Assert.Equal(await Grain.Activation().Within("a call"), await Grain.Activation().Within("a call"));

    [Fact]
    public async Task AGrainThatAskedToEndIsDeactivatedAndComesBackWhenItIsCalled()
    {
        var first = await Grain.Activation().Within("a call");
        await Grain.End().Within("the end");

        Assert.Equal(DeactivationReasonCode.ApplicationRequested, await Signals.Wait($"{_key} ends"));
        Assert.NotEqual(first, await Grain.Activation().Within("the next activation"));
    }

    [Fact]
    public async Task CallsThatArriveDuringTheEndGoToTheNextActivation()
    {
        var first = await Grain.Activation().Within("a call");
        await Grain.EndSlowly().Within("the end");
        await Signals.Wait($"{_key} ends");
        var late = Enumerable.Range(0, 20).Select(_ => Grain.Activation()).ToList();

        Assert.All(late, call => Assert.False(call.IsCompleted));
        Signals.Set($"{_key} may end");
        var answers = await Task.WhenAll(late).Within("the late calls");
        Assert.Single(answers.Distinct());
        Assert.DoesNotContain(first, answers);
    }

    [Fact]
    public async Task AFailureToActivateReachesTheCaller()
    {
        var grain = host.Client.GetGrain<IFailingGrain>(_key);

        var failure = await Assert.ThrowsAsync<OddException>(() => grain.Ping().Within("the failure"));

        Assert.Equal(42, failure.Number);
    }

    [Theory]
    [InlineData("a key with / + and ü")]
    [InlineData("0")]
    public async Task AStringKeyComesBackAsItWas(string key) =>
        Assert.Equal(key, await host.Client.GetGrain<IStringKeyGrain>(key).Key().Within("the key"));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public async Task AnIntegerKeyComesBackAsItWas(long key) =>
        Assert.Equal(key, await host.Client.GetGrain<IIntegerKeyGrain>(key).Key().Within("the key"));

    [Fact]
    public async Task AnIdleGrainIsCollected()
    {
        await using var impatient = await host.Start(idleAge: TimeSpan.FromSeconds(2));
        await impatient.Client.GetGrain<ILifeGrain>(_key).Activation().Within("a call");

        Assert.Equal(DeactivationReasonCode.ActivationIdle, await Signals.Wait($"{_key} ends"));
    }

    [Fact]
    public async Task AStoppingSiloFinishesItsCallsAndDeactivatesItsGrains()
    {
        await using var stopping = await host.Start();
        var call = stopping.Client.GetGrain<ILifeGrain>(_key).HoldUntil($"{_key} release");
        await Signals.Wait($"{_key} release awaited");
        var stopped = stopping.Stop();

        Signals.Set($"{_key} release");
        await call.Within("the call that ran");
        Assert.Equal(DeactivationReasonCode.ShuttingDown, await Signals.Wait($"{_key} ends"));
        await stopped.Within("the stop");
    }

    [Collection(OrleansHosting.Name)]
    public sealed class OnOrleans(OrleansHosting host) : ActivationTests(host);

    [Collection(SimulatedHosting.Name)]
    public sealed class InTheSimulation(SimulatedHosting host) : ActivationTests(host);
}
