using Orleans.Configuration;

namespace OrleansOps.Conformance;

[Collection(SharedHostCollection.Name)]
public sealed class ActivationTests(SharedHost host)
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
        var grain = host.Client.GetGrain<IFailingGrain>(_key, typeof(FailsToActivateGrain).FullName);

        var failure = await Assert.ThrowsAsync<OddException>(() => grain.Ping().Within("the failure"));

        Assert.Equal(42, failure.Number);
    }

    [Fact]
    public async Task AFailureToConstructReachesTheCaller()
    {
        var grain = host.Client.GetGrain<IFailingGrain>(_key, typeof(FailsToConstructGrain).FullName);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Ping().Within("the failure"));
        Assert.Equal(43, Assert.IsType<OddException>(failure.GetBaseException()).Number);
    }

    [Fact]
    public void AnInterfaceOfSeveralClassesMustBeQualified() =>
        Assert.Throws<ArgumentException>(() => host.Client.GetGrain<IFailingGrain>(_key));

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
    public async Task AGuidKeyComesBackAsItWas()
    {
        var key = Guid.NewGuid();

        Assert.Equal(key, await host.Client.GetGrain<IGuidKeyGrain>(key).Key().Within("the key"));
    }

    [Fact]
    public async Task AnIdleGrainIsCollected()
    {
        await using var impatient = await GrainHost.Start(silo => silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionQuantum = TimeSpan.FromSeconds(1);
            options.CollectionAge = TimeSpan.FromSeconds(2);
        }));
        await impatient.Client.GetGrain<ILifeGrain>(_key).Activation().Within("a call");

        Assert.Equal(DeactivationReasonCode.ActivationIdle, await Signals.Wait($"{_key} ends"));
    }

    [Fact]
    public async Task AStoppingSiloFinishesItsCallsAndDeactivatesItsGrains()
    {
        await using var stopping = await GrainHost.Start();
        var call = stopping.Client.GetGrain<ILifeGrain>(_key).HoldUntil($"{_key} release");
        await Signals.Wait($"{_key} release awaited");
        var stopped = stopping.Stop();

        Signals.Set($"{_key} release");
        await call.Within("the call that ran");
        Assert.Equal(DeactivationReasonCode.ShuttingDown, await Signals.Wait($"{_key} ends"));
        await stopped.Within("the stop");
    }

    // Without filters, as nothing else may stand between the turns.
    [Fact]
    public async Task WhatOneCallSetsInItsContextTheNextCallDoesNotSee()
    {
        await using var unfiltered = await GrainHost.Start();
        var grain = unfiltered.Client.GetGrain<ITurnsGrain>(_key);
        var hold = grain.Hold(_key);
        await Signals.Wait($"{_key} began");
        var swaps = Enumerable.Range(0, 5).Select(i => grain.SwapContext("color", $"{i}")).ToList();
        Signals.Set($"{_key} may end");

        await hold.Within("the first call");
        Assert.All(await Task.WhenAll(swaps).Within("the other calls"), Assert.Null);
    }

    [Fact]
    public async Task TheManagementGrainCountsActivations()
    {
        await Grain.Activation().Within("a call");
        var management = host.Client.GetGrain<IManagementGrain>(0);

        var statistics = await management.GetSimpleGrainStatistics().Within("the statistics");
        var mine = Assert.Single(statistics, statistic => statistic.GrainType.Contains(nameof(LifeGrain), StringComparison.Ordinal));
        Assert.True(mine.ActivationCount >= 1);
        Assert.True(await management.GetTotalActivationCount().Within("the count") >= mine.ActivationCount);
        Assert.Equal(SiloStatus.Active, Assert.Single(await management.GetHosts(onlyActive: true).Within("the hosts")).Value);
    }
}
