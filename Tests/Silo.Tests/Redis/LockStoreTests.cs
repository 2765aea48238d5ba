using Orleans.Storage;
using OrleansOps.InMemory;
using OrleansOps.Locks;
using OrleansOps.Redis.Locks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>Both stores of locks keep the same promises.</summary>
public sealed class LockStoreTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private static readonly MemoryLocks InMemory = new();

    private readonly string _id = $"l-{Guid.NewGuid().ToString("N")[..12]}@agent-1";

    public static TheoryData<bool> Stores => [true, false];

    [Theory, MemberData(nameof(Stores))]
    public async Task Write_KeepsAllThereIs_UntilNobodyHasIt(bool onRedis)
    {
        var store = Store(onRedis);
        Assert.Null(await store.Read(_id));
        await store.Write(_id, State(7), before: 0);
        await store.Write(_id, State(8), before: 7);
        Assert.Equivalent(State(8), await store.Read(_id), strict: true);
        Assert.Equivalent(State(8).View(_id) with { Line = [] }, (await All(store)).Single(one => one.Id == _id), strict: true);

        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Write(_id, new LockState { Revision = 9 }, before: 7));
        await store.Write(_id, new LockState { Revision = 9 }, before: 8);

        Assert.Null(await store.Read(_id));
        Assert.DoesNotContain(_id, (await All(store)).Select(one => one.Id));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Write(_id, State(10), before: 9));
        await store.Write(_id, State(10), before: 0);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Write_OfManyWritersOfOneRevision_OneWins(bool onRedis)
    {
        var store = Store(onRedis);
        await store.Write(_id, State(1), before: 0);

        var wins = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await store.Write(_id, State(2), before: 1);
                return 1;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));

        Assert.Equal(1, wins.Sum());
    }

    private ILockStore Store(bool onRedis) => onRedis ? new RedisLockStore(redis.Connection) : InMemory;

    private static async Task<List<LockView>> All(ILockStore store)
    {
        var (found, cursor) = (new List<LockView>(), (string?)null);
        do
        {
            var page = await store.List(cursor, 2);
            found.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return found;
    }

    private static LockState State(long revision) => new()
    {
        Revision = revision,
        Holder = new LockHolder(new LockClaim("t1", "agent-1", "web-1", Some.Time), 5, Some.Time.AddMinutes(revision), IsTaken: true),
        Line = [new LockClaim("t2", "agent-1", "web-1", Some.Time), new LockClaim("t3", "agent-2", "web-2", Some.Time.AddSeconds(1))],
    };
}
