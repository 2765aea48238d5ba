using Microsoft.Extensions.Options;
using Orleans.Storage;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

public sealed class RedisGrainStorageTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private readonly GrainId _grain = GrainId.Create("notes", Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task WhatIsWrittenIsRead()
    {
        var written = new GrainState<Note> { State = new Note("żółć \0 \r\n") };
        await Storage().WriteStateAsync("note", _grain, written);

        var read = await Read();
        Assert.Equal((written.State, written.ETag, true), (read.State, read.ETag, read.RecordExists));
        Assert.False((await Read("other")).RecordExists);
    }

    [Fact]
    public async Task AWriteOfAnOldVersionIsRefusedAndChangesNothing()
    {
        var first = new GrainState<Note> { State = new Note("first") };
        await Storage().WriteStateAsync("note", _grain, first);
        var stale = await Read();
        first.State = new Note("second");
        await Storage().WriteStateAsync("note", _grain, first);

        stale.State = new Note("stale");
        var refused = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage().WriteStateAsync("note", _grain, stale));

        Assert.Equal(first.ETag, refused.StoredEtag);
        Assert.Equal("second", (await Read()).State!.Text);
    }

    [Fact]
    public async Task TheFirstWriteIsRefusedIfThereIsSomething()
    {
        await Storage().WriteStateAsync("note", _grain, new GrainState<Note> { State = new Note("first") });

        await Assert.ThrowsAsync<InconsistentStateException>(
            () => Storage().WriteStateAsync("note", _grain, new GrainState<Note> { State = new Note("other") }));
    }

    [Fact]
    public async Task AVersionFromBeforeAClearingIsRefusedAfterIt()
    {
        var state = new GrainState<Note> { State = new Note("first") };
        await Storage().WriteStateAsync("note", _grain, state);
        var stale = await Read();
        await Storage().ClearStateAsync("note", _grain, state);
        Assert.False((await Read()).RecordExists);
        await Storage().WriteStateAsync("note", _grain, state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage().WriteStateAsync("note", _grain, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage().ClearStateAsync("note", _grain, stale));
    }

    [Fact]
    public async Task OfManyWritersAtOnceOneWins()
    {
        var writes = Enumerable.Range(0, 50).Select(async number =>
        {
            try
            {
                await Storage().WriteStateAsync("note", _grain, new GrainState<Note> { State = new Note($"{number}") });
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        });

        Assert.Single(await Task.WhenAll(writes), won => won);
    }

    private RedisGrainStorage Storage() => new(redis.Connection, Options.Create(new ClusterNames()));

    private async Task<GrainState<Note>> Read(string name = "note")
    {
        var state = new GrainState<Note>();
        await Storage().ReadStateAsync(name, _grain, state);
        return state;
    }

    private sealed record Note(string Text)
    {
        public Note()
            : this("")
        {
        }
    }
}
