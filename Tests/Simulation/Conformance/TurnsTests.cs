namespace OrleansOps.Simulation.Conformance;

public abstract class TurnsTests(Hosting host)
{
    private readonly string _name = Guid.NewGuid().ToString("N");

    private ITurnsGrain Grain => host.Client.GetGrain<ITurnsGrain>(_name);

    [Fact]
    public async Task CallsRunOneAtATimeEvenWhileTheyAwait()
    {
        var crowds = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Grain.Crowd())).Within("50 calls");

        Assert.All(crowds, most => Assert.Equal(1, most));
    }

    [Fact]
    public async Task ContinuationsComeBackToTheGrainUnlessTheyLeaveByChoice()
    {
        var (ownAtFirst, sameAfterAwait, leftByChoice) = await Grain.Schedulers().Within("the schedulers");

        Assert.True(ownAtFirst);
        Assert.True(sameAfterAwait);
        Assert.True(leftByChoice);
    }

    [Fact]
    public async Task ASecondCallWaitsForTheFirst()
    {
        var first = Hold(Grain.Hold, "first");
        await Began("first");
        var second = Hold(Grain.Hold, "second");
        await Barrier();

        Assert.False(HasBegun("second"));
        End("first");
        await Began("second");
        End("second");
        await Task.WhenAll(first, second).Within("both calls");
    }

    [Fact]
    public async Task AReentrantGrainRunsASecondCallWhileTheFirstAwaits()
    {
        var grain = host.Client.GetGrain<IReentrantGrain>(_name);
        var first = Hold(grain.Hold, "first");
        await Began("first");
        var second = Hold(grain.Hold, "second");
        await Began("second");

        End("first", "second");
        await Task.WhenAll(first, second).Within("both calls");
    }

    [Fact]
    public async Task AnAlwaysInterleavedMethodRunsWhileAnotherCallAwaits()
    {
        var first = Hold(Grain.Hold, "first");
        await Began("first");
        var beside = Hold(Grain.HoldInterleaved, "beside");
        await Began("beside");

        End("first", "beside");
        await Task.WhenAll(first, beside).Within("both calls");
    }

    [Fact]
    public async Task ReadersRunBesideEachOtherButNotBesideAWriter()
    {
        var first = Hold(Grain.HoldReading, "first reader");
        await Began("first reader");
        var writer = Hold(Grain.Hold, "writer");
        var second = Hold(Grain.HoldReading, "second reader");
        await Began("second reader");

        Assert.False(HasBegun("writer"));
        End("first reader", "second reader");
        await Began("writer");
        var late = Hold(Grain.HoldReading, "late reader");
        await Barrier();
        Assert.False(HasBegun("late reader"));
        End("writer");
        await Began("late reader");
        End("late reader");
        await Task.WhenAll(first, second, writer, late).Within("all calls");
    }

    [Fact]
    public async Task AOneWayCallIsNotWaitedForAndItsFailureIsNotSeen()
    {
        await Hold(Grain.HoldOneWay, "call").Within("the one-way call's return");
        await Began("call");

        End("call");
        await Signals.Wait($"{_name} call ended");
    }

    [Fact]
    public async Task AStatelessWorkerWorksOnSeveralCallsAtOnceButNotMoreThanItMay()
    {
        var grain = host.Client.GetGrain<IWorkerGrain>(Random.Shared.NextInt64());
        var first = Hold(grain.Hold, "first");
        var second = Hold(grain.Hold, "second");
        await Began("first");
        await Began("second");
        var third = Hold(grain.Hold, "third");
        await Barrier();

        Assert.False(HasBegun("third"));
        End("first", "second");
        await Began("third");
        End("third");
        await Task.WhenAll(first, second, third).Within("all calls");
        var workers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grain.Which())).Within("20 calls");
        Assert.InRange(workers.Distinct().Count(), 1, 2);
    }

    [Fact]
    public async Task ACallThatComesBackToItsWaitingGrainTimesOut() =>
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.Cycle().Within("the timeout"));

    private Task Hold(Func<string, Task> call, string name) => call($"{_name} {name}");

    // A call that nothing keeps out: what was sent before it has had its chance.
    private async Task Barrier()
    {
        End("barrier");
        await Hold(Grain.HoldInterleaved, "barrier").Within("the barrier");
    }

    private Task<object?> Began(string name) => Signals.Wait($"{_name} {name} began");

    private bool HasBegun(string name) => Signals.IsSet($"{_name} {name} began");

    private void End(params string[] names) => Array.ForEach(names, name => Signals.Set($"{_name} {name} may end"));

    [Collection(OrleansHosting.Name)]
    public sealed class OnOrleans(OrleansHosting host) : TurnsTests(host);

    [Collection(SimulatedHosting.Name)]
    public sealed class InTheSimulation(SimulatedHosting host) : TurnsTests(host);
}
