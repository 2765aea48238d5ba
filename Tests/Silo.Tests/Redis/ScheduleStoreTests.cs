using Orleans.Storage;
using OrleansOps.InMemory;
using OrleansOps.Jobs;
using OrleansOps.Redis.Schedules;
using OrleansOps.Schedules;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>Both stores of schedules keep the same promises.</summary>
public sealed class ScheduleStoreTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private const int Many = 10_000;

    private static readonly MemorySchedules InMemory = new();

    private readonly string _id = $"s-{Guid.NewGuid().ToString("N")[..12]}";

    public static TheoryData<bool> Stores => [true, false];

    [Theory, MemberData(nameof(Stores))]
    public async Task Create_AndWrite_KeepAllThereIs(bool onRedis)
    {
        var store = Store(onRedis);
        Assert.Null(await store.Read(_id));
        Assert.True(await store.Create(Entry(_id, 1), Many));
        Assert.Equivalent(Entry(_id, 1).State, await store.Read(_id), strict: true);

        await store.Write(Entry(_id, 2));

        Assert.Equal(2, (await store.Read(_id))!.Version);
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Create(Entry(_id, 1), Many));
        await store.Forget(_id);
        Assert.Null(await store.Read(_id));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Write(Entry(_id, 3)));
        Assert.DoesNotContain(await All(store), id => id == _id);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Write_OfManyWritersOfOneVersion_OneWins(bool onRedis)
    {
        var store = Store(onRedis);
        await store.Create(Entry(_id, 1), Many);

        var wins = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await store.Write(Entry(_id, 2));
                return 1;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));

        Assert.Equal(1, wins.Sum());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task List_IsById_PageByPage(bool onRedis)
    {
        var store = Store(onRedis);
        var ids = Enumerable.Range(0, 5).Select(number => $"{_id}-{number}").ToList();
        foreach (var id in Enumerable.Reverse(ids))
        {
            await store.Create(Entry(id, 1), Many);
        }

        Assert.Equal(ids, (await All(store)).Where(id => id.StartsWith(_id, StringComparison.Ordinal)));
        foreach (var id in ids)
        {
            await store.Forget(id);
        }
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Create_MoreThanAreKept_StoresNothing(bool onRedis)
    {
        var store = Store(onRedis);

        Assert.False(await store.Create(Entry(_id, 1), most: 0));

        Assert.Null(await store.Read(_id));
    }

    private IScheduleStore Store(bool onRedis) => onRedis ? new RedisScheduleStore(redis.Connection) : InMemory;

    private static async Task<List<string>> All(IScheduleStore store)
    {
        var (ids, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await store.List(cursor, 2);
            ids.AddRange(page.Items.Select(schedule => schedule.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return ids;
    }

    private static ScheduleEntry Entry(string id, long version) => new(id, new ScheduleState
    {
        Spec = new ScheduleSpec
        {
            Timing = new ScheduleTiming { Cron = "0 2 * * *", Zone = "Europe/Berlin", Holidays = [new DateOnly(2026, 12, 25)], Jitter = TimeSpan.FromMinutes(5) },
            Missed = ScheduleMissed.All,
            Overlap = ScheduleOverlap.Queue,
            Job = new JobSpec { Task = Some.Spec(agentId: ""), On = "all", MaxConcurrent = 1, Digest = "d" },
            Digest = "d",
        },
        Revision = 1,
        Version = version,
        SeenTo = Some.Time,
        Waiting = [Some.Time.AddHours(1)],
        Current = "job-1",
        Starts = [new ScheduleStart { Kind = ScheduleStartKind.Skipped, Due = Some.Time, Count = 3, At = Some.Time, Reason = Said.Of("scheduleMissed", "Missed.", ("times", 3)) }],
        CreatedAt = Some.Time,
        ChangedAt = Some.Time,
    });
}
