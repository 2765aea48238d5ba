using Orleans.Storage;
using OrleansOps.InMemory;
using OrleansOps.Redis.Terraform;
using OrleansOps.Terraform;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>Both stores of workspaces keep the same promises.</summary>
public sealed class WorkspaceStoreTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private const int Many = 10_000;

    private static readonly MemoryWorkspaces InMemory = new(TimeProvider.System);

    private readonly string _id = $"w-{Guid.NewGuid().ToString("N")[..12]}";

    public static TheoryData<bool> Stores => [true, false];

    [Theory, MemberData(nameof(Stores))]
    public async Task Write_KeepsAllThereIs_UntilItIsForgotten(bool onRedis)
    {
        var store = Store(onRedis);
        Assert.Null(await store.Read(_id));
        Assert.True(await store.PutPart(_id, "c1", 0, [1]));
        Assert.True(await store.PutPart(_id, "c1", 1, [2, 0, 255]));
        Assert.Equal(WorkspaceStored.Done, await store.Write(Entry(1, "c1", 2), Many));
        Assert.Equivalent(Entry(1, "c1", 2).State, await store.Read(_id), strict: true);
        Assert.Equal([2, 0, 255], await store.ReadPart(_id, "c1", 1));
        Assert.Null(await store.ReadPart(_id, "c1", 2));
        Assert.Contains(_id, await All(store));

        await store.PutPart(_id, "c2", 0, [3]);
        Assert.Equal(WorkspaceStored.Done, await store.Write(Entry(2, "c2", 1, dropped: "c1"), Many));

        Assert.Null(await store.ReadPart(_id, "c1", 0));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Forget(_id, Entry(1, "c2", 1).State));
        Assert.NotNull(await store.ReadPart(_id, "c2", 0));
        await store.Forget(_id, Entry(2, "c2", 1).State);
        Assert.Null(await store.Read(_id));
        Assert.Null(await store.ReadPart(_id, "c2", 0));
        Assert.DoesNotContain(_id, await All(store));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Write(Entry(3, null, 0), Many));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Write_WithoutAllParts_OrOneTooMany_StoresNothing(bool onRedis)
    {
        var store = Store(onRedis);
        await store.PutPart(_id, "c1", 0, [1]);

        Assert.Equal(WorkspaceStored.ContentGone, await store.Write(Entry(1, "c1", 2), Many));
        Assert.Equal(WorkspaceStored.Full, await store.Write(Entry(1, "c1", 1), most: 0));
        Assert.Null(await store.Read(_id));
        await store.Discard(_id, "c1");
        Assert.Null(await store.ReadPart(_id, "c1", 0));
        Assert.Equal(WorkspaceStored.ContentGone, await store.Write(Entry(1, "c1", 1), Many));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task AContentThatAVersionNames_IsNeitherChangedNorDiscarded(bool onRedis)
    {
        var store = Store(onRedis);
        await store.PutPart(_id, "c1", 0, [1]);
        await store.Write(Entry(1, "c1", 1), Many);

        Assert.False(await store.PutPart(_id, "c1", 0, [9]));   // one that comes late
        await store.Discard(_id, "c1");

        Assert.Equal([1], await store.ReadPart(_id, "c1", 0));
        if (onRedis)
        {
            Assert.Equal(-1, (long)await redis.Ask("TTL", $"ops:state:{_id}:c1"));
        }
    }

    [Fact]
    public async Task AContentThatNoVersionNames_HasItsTimeToLive()
    {
        await Store(onRedis: true).PutPart(_id, "c1", 0, [1]);

        Assert.InRange((long)await redis.Ask("TTL", $"ops:state:{_id}:c1"), 1, (long)IWorkspaceStore.KeepUnnamed.TotalSeconds);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Write_OfManyWritersOfOneVersion_OneWins(bool onRedis)
    {
        var store = Store(onRedis);
        await store.Write(Entry(1, null, 0), Many);

        var wins = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await store.Write(Entry(2, null, 0), Many);
                return 1;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));

        Assert.Equal(1, wins.Sum());
    }

    private IWorkspaceStore Store(bool onRedis) => onRedis ? new RedisWorkspaceStore(redis.Connection) : InMemory;

    private static async Task<List<string>> All(IWorkspaceStore store)
    {
        var (ids, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await store.List(cursor, 2);
            ids.AddRange(page.Items.Select(workspace => workspace.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return ids;
    }

    private WorkspaceEntry Entry(long version, string? content, int parts, params string[] dropped)
    {
        var added = content is null ? null : new StateVersion
        {
            Serial = version,
            Lineage = "a",
            Sha256 = "s",
            Md5 = "m",
            Size = 4,
            StoredAt = Some.Time,
            By = "token",
            ById = "t",
            LockId = "l",
            Content = content,
            Parts = parts,
            StoredBytes = 4,
            SerialAt = 11,
            SerialLength = 1,
            RestoredFrom = 0,
            TerraformVersion = "1.11.4",
            Resources = 3,
        };
        var held = new StateLock { Id = "l", Operation = "o", Info = "i", Who = "w", ClientVersion = "v", Created = "c", Path = "p", TakenAt = Some.Time, By = "token", ById = "t" };
        return new WorkspaceEntry(
            _id,
            new WorkspaceState
            {
                Version = version,
                Versions = added is null ? [] : [added],
                Lock = held,
                LastBreak = new LockBreak { Lock = held, Reason = "r", By = "token", ById = "t", At = Some.Time },
                CreatedAt = Some.Time,
                ChangedAt = Some.Time,
                Runs = [Run()],
            },
            added is null ? null : (added.Content, added.Parts), dropped);
    }

    private static RunState Run() => new()
    {
        Spec = new RunSpec
        {
            Id = "first",
            Code = "c",
            AgentId = "a",
            AgentName = "host",
            Destroy = true,
            PlanOnly = true,
            AutoApprove = true,
            Program = "tofu",
            SubmittedBy = "ada",
            SubmittedById = "t",
            Digest = "d",
        },
        Phase = RunPhase.Stale,
        Reason = Said.Of("runStale", "It is stale.", ("planned", 1)),
        HasBegun = true,
        Base = "content",
        PlannedOn = 1,
        Plan = new RunPlan { HasChanges = true, Counts = new PlanCounts(1, 2, 3) },
        Decision = new RunDecision("ada", "t", "fine", Some.Time),
        CancelledBy = "bob",
        SubmittedAt = Some.Time,
        PlannedAt = Some.Time,
        ApplyingAt = Some.Time,
        EndedAt = Some.Time,
        PlanningAt = Some.Time,
    };
}
