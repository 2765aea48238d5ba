using Orleans.Storage;

namespace OrleansOps.Simulation.Conformance;

public abstract class StorageTests(Hosting host)
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    private IStoringGrain Grain => host.Client.GetGrain<IStoringGrain>(_key);

    [Fact]
    public async Task AGrainThatNeverStoredHasAnEmptyStateAndNoRecord() =>
        Assert.Equal((0, null, false), await Grain.Read().Within("the state"));

    [Fact]
    public async Task WhatIsStoredIsReadBeforeTheNextActivation()
    {
        var (_, etag, exists) = await Grain.Write(7).Within("the write");
        Assert.NotNull(etag);
        Assert.True(exists);
        await Grain.End().Within("the end");

        Assert.Equal(7, await Grain.SeenAtActivation().Within("the next activation"));
        Assert.Equal((7, etag, true), await Grain.Read().Within("the state"));
    }

    [Fact]
    public async Task EveryWriteHasANewEtag()
    {
        var first = await Grain.Write(1).Within("the write");
        var second = await Grain.Write(2).Within("the write");

        Assert.NotEqual(first.Etag, second.Etag);
    }

    [Fact]
    public async Task WhatIsNotWrittenIsNotStored()
    {
        await Grain.Write(1).Within("the write");
        await Grain.Scribble(2).Within("the change");
        await Grain.End().Within("the end");

        Assert.Equal(1, (await Grain.Read().Within("the state")).Number);
    }

    [Fact]
    public async Task AClearedStateIsEmptyAgain()
    {
        await Grain.Write(1).Within("the write");

        Assert.Equal((0, null, false), await Grain.Clear().Within("the clearing"));
        await Grain.End().Within("the end");
        Assert.Equal((0, null, false), await Grain.Read().Within("the state"));
    }

    [Fact]
    public async Task AConflictingWriteFailsAndEndsTheActivation()
    {
        var before = await Grain.Activation().Within("a call");

        await Assert.ThrowsAsync<InconsistentStateException>(() => Grain.Conflict().Within("the conflict"));
        Assert.NotEqual(before, await Grain.Activation().Within("the next activation"));
        Assert.Equal(-1, (await Grain.Read().Within("the state")).Number);
    }

    [Collection(OrleansHosting.Name)]
    public sealed class OnOrleans(OrleansHosting host) : StorageTests(host);

    [Collection(SimulatedHosting.Name)]
    public sealed class InTheSimulation(SimulatedHosting host) : StorageTests(host);
}
