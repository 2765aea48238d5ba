using OrleansOps.Access;
using StackExchange.Redis;

namespace OrleansOps.Redis.Access;

/// <summary>A key for each signature, which goes by itself.</summary>
internal sealed class RedisUsedSignatures(RedisConnection redis) : IUsedSignatures
{
    public Task<bool> Add(string signature, TimeSpan keep) =>
        redis.Call(database => database.StringSetAsync(RedisKeys.Signature(signature), "", keep, When.NotExists));
}
