using OrleansOps.Redis;

namespace OrleansOps.Tests.Silo.Redis;

public sealed class RedisExposureTests
{
    [Theory]
    [InlineData("127.0.0.1:6379,password=x")]
    [InlineData("localhost:6379,password=x")]
    [InlineData("[::1]:6379,password=x")]
    [InlineData("/run/redis/redis.sock")]
    [InlineData("redis.internal:6380,ssl=true,password=x")]
    public void Of_WhereNobodyElseSpeaks_IsNothing(string address) => Assert.Null(Of(address));

    [Theory]
    [InlineData("127.0.0.1:6379", "every user of this machine")]
    [InlineData("localhost", "every user of this machine")]
    [InlineData("redis.internal:6380,ssl=true", "without a password from whoever reaches it")]
    [InlineData("redis.internal:6379,password=x", "without TLS")]
    [InlineData("10.0.0.7:6379", "without a password and without TLS")]
    public void Of_WhereSomebodyElseMay_SaysWho(string address, string who) => Assert.Contains(who, Of(address), StringComparison.Ordinal);

    private static string? Of(string address) => RedisExposure.Of(RedisAddress.Parse(new RedisOptions { ConnectionString = address }));
}
