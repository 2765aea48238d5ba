using Orleans.Storage;
using OrleansOps.InMemory;
using OrleansOps.Jobs;
using OrleansOps.Redis.Jobs;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>Both stores of jobs keep the same promises.</summary>
public sealed class JobStoreTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private static readonly MemoryJobs InMemory = new();

    private readonly string _id = $"job-{Guid.NewGuid():N}";

    public static TheoryData<bool> Stores => [true, false];

    [Theory, MemberData(nameof(Stores))]
    public async Task Create_ATakenId_GivesTheJobThatHasIt(bool onRedis)
    {
        var store = Store(onRedis);
        Assert.Null(await store.Create(Entry(1)));

        var there = await store.Create(new JobEntry(_id, State(1) with { Hosts = 99 }));

        Assert.Equal((3, "d"), (there!.Hosts, there.Spec!.Digest));
        Assert.Equal(3, (await store.Read(_id))!.Hosts);
        Assert.Null(await store.Read("nobody"));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Write_OfManyWritersOfOneVersion_OneWins(bool onRedis)
    {
        var store = Store(onRedis);
        await store.PutShard(_id, 0, Shard(1));
        await store.Create(Entry(1));

        Assert.Equal(1, await Wins(() => store.Write(Entry(2, JobPhase.Paused))));
        Assert.Equal(1, await Wins(() => store.WriteShard(_id, 0, Shard(2))));
        Assert.Equal((JobPhase.Paused, 2), await store.Read(_id) is { } job ? (job.Phase, job.Version) : default);
        Assert.Equal(2, (await store.ReadShard(_id, 0))!.Version);
        Assert.Equal(["host-1", "host-2"], (await store.ReadShard(_id, 0))!.Hosts.Select(host => host.Name));
        Assert.Null(await store.ReadShard(_id, 1));
        await store.PutShard(_id, 0, Shard(1));   // given up long ago, and comes late
        Assert.Equal(2, (await store.ReadShard(_id, 0))!.Version);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Write_WhatIsNotThere_IsRefused(bool onRedis)
    {
        var store = Store(onRedis);

        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Write(Entry(2)));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.WriteShard(_id, 0, Shard(2)));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task List_IsByAge_AndTheOpenOnesCanBeAskedForAlone(bool onRedis)
    {
        var store = Store(onRedis);
        var ids = Enumerable.Range(0, 5).Select(job => $"{_id}-{job}").ToList();
        foreach (var (id, age) in ids.Select((id, age) => (id, age)))
        {
            await store.Create(new JobEntry(id, State(1) with { SubmittedAt = Some.Time.AddSeconds(age / 2) }));
        }

        await store.Write(new JobEntry(ids[4], State(2) with { Phase = JobPhase.Failed, SubmittedAt = Some.Time.AddSeconds(2), EndedAt = Some.Time.AddSeconds(9) }));

        Assert.Equal(Enumerable.Reverse(ids), await All(store, open: false));
        Assert.Equal(Enumerable.Reverse(ids[..4]), await All(store, open: true));
        await store.Write(new JobEntry(ids[4], State(3) with { SubmittedAt = Some.Time.AddSeconds(2) }));   // it is run again
        Assert.Equal(Enumerable.Reverse(ids), await All(store, open: true));
        foreach (var id in ids)
        {
            await store.Forget(id);
        }

        Assert.Empty(await All(store, open: false));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Surplus_AreThoseThatEndedFirst_AndThoseThatAreOld(bool onRedis)
    {
        var store = Store(onRedis);
        var ids = Enumerable.Range(0, 4).Select(job => $"{_id}-{job}").ToList();
        foreach (var (id, age) in ids.Select((id, age) => (id, age)))
        {
            await store.Create(new JobEntry(id, State(1)));
            await store.Write(new JobEntry(id, State(2) with { Phase = JobPhase.Succeeded, EndedAt = Some.Time.AddSeconds(age) }));
        }

        async Task<IEnumerable<string>> Surplus(int kept, int before) =>
            (await store.Surplus(kept, Some.Time.AddSeconds(before), max: 10)).Where(ids.Contains);

        Assert.Equal(ids[..2], await Surplus(kept: 100, before: 2));
        Assert.Empty(await Surplus(kept: 100, before: 0));
        Assert.Equal(ids, await Surplus(kept: 0, before: 0));
        foreach (var id in ids)
        {
            await store.Forget(id);
        }
    }

    [Fact]
    public async Task PutShard_OfAJobThatNeverIs_GoesByItself()
    {
        var database = redis.Connection;
        var store = Store(onRedis: true);
        await store.PutShard(_id, 0, Shard(1));
        Assert.NotNull(await database.Call(keys => keys.KeyTimeToLiveAsync($"{RedisKeys.JobPrefix}{_id}:hosts")));

        await store.Create(Entry(1));

        Assert.Null(await database.Call(keys => keys.KeyTimeToLiveAsync($"{RedisKeys.JobPrefix}{_id}:hosts")));
        await store.Forget(_id);
        Assert.False(await database.Call(keys => keys.KeyExistsAsync($"{RedisKeys.JobPrefix}{_id}:hosts")));
        Assert.Null(await store.Read(_id));
    }

    private IJobStore Store(bool onRedis) => onRedis ? new RedisJobStore(redis.Connection) : InMemory;

    private async Task<List<string>> All(IJobStore store, bool open)
    {
        var (ids, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await store.List(new JobQuery { Open = open, Limit = 2, Cursor = cursor });
            ids.AddRange(page.Items.Select(job => job.Id).Where(id => id.StartsWith(_id, StringComparison.Ordinal)));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return ids;
    }

    private static async Task<int> Wins(Func<Task> write)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await write();
                return 1;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));
        return outcomes.Sum();
    }

    private JobEntry Entry(long version, JobPhase phase = JobPhase.Running) => new(_id, State(version) with { Phase = phase });

    private static JobState State(long version) => new()
    {
        Spec = new JobSpec { Task = Some.Spec(), MaxConcurrent = 1, Digest = "d", Batches = [new JobBatch(JobBatchKind.Percent, 10)], MaxErrors = new JobErrorLimit(5, IsPercent: true) },
        Phase = JobPhase.Running,
        Hosts = 3,
        Round = 1,
        RoundSizes = [3],
        MaxConcurrent = 1,
        SubmittedAt = Some.Time,
        Version = version,
    };

    private static ShardState Shard(long version) => ShardHosts.First([new JobTarget("a", "host-1"), new JobTarget("b", "host-2")], 1) with { Version = version };
}
