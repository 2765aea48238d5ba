using OrleansOps.Access;
using OrleansOps.InMemory;
using OrleansOps.Redis.Access;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>Both stores of signatures keep the same promises.</summary>
public sealed class UsedSignaturesTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(11);

    private readonly MemoryUsedSignatures _inMemory = new(TimeProvider.System);
    private readonly string _signature = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    public static TheoryData<bool> Stores => [true, false];

    [Theory, MemberData(nameof(Stores))]
    public async Task Add_OfManyAtOnce_OneIsTheFirst(bool onRedis)
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Store(onRedis).Add(_signature, Long)));

        Assert.Single(added, isFirst => isFirst);
        Assert.False(await Store(onRedis).Add(_signature, Long));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Add_WhenItsTimeIsOver_ItIsKeptNoLonger(bool onRedis)
    {
        var store = Store(onRedis);
        Assert.True(await store.Add(_signature, TimeSpan.FromMilliseconds(100)));

        await Eventually.Get(() => store.Add(_signature, Long), isNew => isNew, "the signature is forgotten");
    }

    private IUsedSignatures Store(bool onRedis) => onRedis ? new RedisUsedSignatures(redis.Connection) : _inMemory;
}
