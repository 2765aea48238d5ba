using Orleans.Storage;
using OrleansOps.InMemory;
using OrleansOps.Redis.Secrets;
using OrleansOps.Secrets;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>Both stores of secrets keep the same promises.</summary>
public sealed class SecretStoreTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private const int Many = 10_000;

    private static readonly MemorySecrets InMemory = new();

    private readonly string _name = $"s-{Guid.NewGuid().ToString("N")[..12]}";

    public static TheoryData<bool> Stores => [true, false];

    [Theory, MemberData(nameof(Stores))]
    public async Task Write_KeepsAllThereIs_UntilItIsForgotten(bool onRedis)
    {
        var store = Store(onRedis);
        Assert.Null(await store.Read(_name));
        Assert.True(await store.Write(_name, State(1), Many));
        Assert.Equivalent(State(1), await store.Read(_name), strict: true);
        Assert.True(await store.Write(_name, State(2), Many));
        Assert.Equivalent(State(2).View(_name), (await All(store)).Single(secret => secret.Name == _name), strict: true);

        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Forget(_name, 1));
        await store.Forget(_name, 2);

        Assert.Null(await store.Read(_name));
        Assert.DoesNotContain(_name, (await All(store)).Select(secret => secret.Name));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Write(_name, State(3), Many));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Forget(_name, 2));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Write_OfMoreThanAreKept_StoresNothing_AndWhatIsThereMayChange(bool onRedis)
    {
        var store = Store(onRedis);

        Assert.False(await store.Write(_name, State(1), most: 0));
        Assert.Null(await store.Read(_name));
        Assert.True(await store.Write(_name, State(1), Many));
        Assert.True(await store.Write(_name, State(2), most: 0));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Write_OfManyWritersOfOneRevision_OneWins(bool onRedis)
    {
        var store = Store(onRedis);
        await store.Write(_name, State(1), Many);

        var wins = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                return await store.Write(_name, State(2), Many) ? 1 : 0;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));

        Assert.Equal(1, wins.Sum());
    }

    private ISecretStore Store(bool onRedis) => onRedis ? new RedisSecretStore(redis.Connection) : InMemory;

    private static async Task<List<SecretView>> All(ISecretStore store)
    {
        var (found, cursor) = (new List<SecretView>(), (string?)null);
        do
        {
            var page = await store.List(cursor, 2);
            found.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return found;
    }

    private static SecretState State(long revision) => new()
    {
        Revision = revision,
        Version = 7,
        Value = [0, 1, 254, 255],
        Key = "0123456789abcdef",
        On = "role=web and zone!=us-1",
        CreatedAt = Some.Time,
        ChangedAt = Some.Time.AddMinutes(revision),
        By = "token",
        ById = "t",
    };
}
