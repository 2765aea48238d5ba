using Orleans.Serialization;

namespace OrleansOps.Conformance;

[Collection(SharedHostCollection.Name)]
public sealed class CallTests(SharedHost host)
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
    public async Task ValueTasksAreAnsweredToo()
    {
        await Grain.Nothing();

        Assert.Equal("text", await Grain.Value("text"));
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
    public async Task SharedAndCircularReferencesStayWhatTheyAre()
    {
        List<int> shared = [1];
        var pair = new Pair { First = shared, Second = shared, NotAMember = 5 };
        pair.Self = pair;

        var answer = await Grain.MirrorPair(pair).Within("the answer");
        Assert.NotSame(pair, answer);
        Assert.Same(answer, answer.Self);
        Assert.Same(answer.First, answer.Second);
        Assert.Equal(0, answer.NotAMember);   // it has no [Id]
    }

    [Fact]
    public async Task ValuesOfAnyDeclaredTypeComeBackAsTheyWere()
    {
        var id = Guid.NewGuid();
        var time = DateTimeOffset.UnixEpoch;

        Assert.Equal((1 + 2 + 3, $"x {id:N} {time:O}"), await Grain.MirrorTuple((1, "x"), 2, DayOfWeek.Wednesday, id, time).Within("the answer"));
        Assert.Equal(5L, await Grain.MirrorObject(5L).Within("the answer"));
        Assert.Equal(new[] { "a", "b" }, await Grain.MirrorObject(new[] { "a", "b" }).Within("the answer"));
        Assert.Equal([1, 2], Assert.IsType<HashSet<int>>(await Grain.MirrorObject(new HashSet<int> { 1, 2 }).Within("the answer")).Order());
    }

    [Fact]
    public async Task AReferenceIsPassedOn()
    {
        Assert.Equal(_name, await host.Client.GetGrain<ICallsGrain>("other").AskOther(Grain).Within("the answer"));
        Assert.Equal(Grain, host.Client.GetGrain<ICallsGrain>(_name));
    }

    [Fact]
    public async Task AGrainThatPassesItselfIsPassedAsAReference() =>
        Assert.Equal(_name, await Grain.AskSelfThrough(_name + "other").Within("the answer"));

    [Fact]
    public async Task AnUnmarkedTypeIsRefused() =>
        await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain.MirrorObject(new Unmarked()).Within("the refusal"));

    [Fact]
    public async Task TheRequestContextFlowsDownButNotBack()
    {
        RequestContext.Set("color", "blue");

        Assert.Equal("blue", await Grain.Context("color").Within("the context"));
        Assert.Equal(new[] { "blue", "blue", "blue" }, await Grain.ContextThrough(_name + "other", "color").Within("the contexts"));
        RequestContext.Clear();
        Assert.Null(await Grain.Context("color").Within("the context"));
    }

    [Fact]
    public async Task FiltersStandAroundACallInTheirOrder()
    {
        Assert.Equal(62, await Grain.Filtered(3).Within("the answer"));   // (3 * 10 + 1) * 2

        Assert.Equal("Filtered CallsGrain 3", await Signals.Wait($"filtered {_name}"));
    }

    [Fact]
    public async Task AnOutgoingFilterStandsAroundACallOfAGrain() =>
        Assert.Equal(1062, await Grain.FilteredThrough(_name + "other", 3).Within("the answer"));
}
