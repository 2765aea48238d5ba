namespace OrleansOps.Simulation.Conformance;

public abstract class CallTests(Hosting host)
{
    private readonly string _name = Guid.NewGuid().ToString("N");

    private ICallsGrain Grain => host.Client.GetGrain<ICallsGrain>(_name);

    [Fact]
    public async Task AFailureArrivesWithItsTypeItsDataAndItsStack()
    {
        var failure = await Assert.ThrowsAsync<OddException>(() => Grain.Fail("broken", 7).Within("the failure"));

        Assert.Equal(("broken", 7), (failure.Message, failure.Number));
        Assert.Contains(nameof(CallsGrain), failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACallThatIsNotAnsweredInTimeFailsAndTheGrainGoesOn()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.Hold(_name).Within("the timeout"));
        var next = Grain.Kept();

        Assert.False(next.IsCompleted);
        Signals.Set($"{_name} may end");
        Assert.NotEmpty(await next.Within("the next call"));
    }

    [Fact]
    public async Task ACancelledCallEndsAtItsCallerAndInTheGrain()
    {
        using var source = new CancellationTokenSource();
        var call = Grain.WaitForCancellation(_name, source.Token);
        await Signals.Wait($"{_name} began");
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within("the cancellation"));
        Assert.Equal(true, await Signals.Wait($"{_name} cancelled"));   // in the grain's own turn
        Assert.Equal(_name, await Grain.Key().Within("the next call"));
    }

    [Fact]
    public async Task ACallThatIsCancelledBeforehandIsNotMade()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Grain.WaitForCancellation(_name, new CancellationToken(canceled: true)).Within("the cancellation"));

        Assert.Equal(_name, await Grain.Key().Within("the next call"));
        Assert.False(Signals.IsSet($"{_name} began"));
    }

    [Fact]
    public async Task WhatAGrainDoesToItsArgumentsTheCallerDoesNotSee()
    {
        List<int> numbers = [1, 2];
        Dictionary<string, List<int>> byName = new() { ["a"] = [3] };
        var note = new Note("note", [4]);

        Assert.Equal(10, await Grain.Scramble(numbers, byName, note).Within("the call"));
        Assert.Equal([1, 2], numbers);
        Assert.Equal([3], byName["a"]);
        Assert.Equal([4], note.Numbers);
    }

    [Fact]
    public async Task WhatACallerDoesToAResultTheGrainDoesNotSee()
    {
        (await Grain.Kept().Within("the result")).Clear();

        Assert.Equal([1, 2, 3], await Grain.Kept().Within("the result"));
    }

    [Fact]
    public async Task ADerivedValueStaysWhatItIs()
    {
        var answer = Assert.IsType<LongNote>(await Grain.Mirror(new LongNote("text", [1], "more")).Within("the answer"));

        Assert.Equal(("text", "more", 1), (answer.Text, answer.More, Assert.Single(answer.Numbers)));
    }

    [Fact]
    public async Task AReferenceIsPassedOn()
    {
        Assert.Equal(_name, await host.Client.GetGrain<ICallsGrain>("other").AskOther(Grain).Within("the answer"));
        Assert.Equal(Grain, host.Client.GetGrain<ICallsGrain>(_name));
    }

    [Fact]
    public async Task AnOutgoingFilterStandsAroundACallOfAGrain() =>
        Assert.Equal(1030, await Grain.FilteredThrough(_name + "other", 3).Within("the answer"));

    [Collection(OrleansHosting.Name)]
    public sealed class OnOrleans(OrleansHosting host) : CallTests(host);

    [Collection(SimulatedHosting.Name)]
    public sealed class InTheSimulation(SimulatedHosting host) : CallTests(host);
}
