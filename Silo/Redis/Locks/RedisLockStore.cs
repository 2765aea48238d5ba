using System.Globalization;
using System.Text.Json;
using Orleans.Storage;
using OrleansOps.Locks;
using StackExchange.Redis;

namespace OrleansOps.Redis.Locks;

/// <summary>Locks of tasks in Redis: a hash for each that a task has, and one sorted set of all their ids.</summary>
internal sealed class RedisLockStore(RedisConnection redis) : ILockStore
{
    private static readonly RedisScript WriteScript = new("lock-write");
    private static readonly RedisScript PageScript = new("page-by-id");

    public async Task<LockState?> Read(string id)
    {
        var stored = await redis.Call(database => database.HashGetAsync(RedisKeys.Lock(id), "t"));
        return stored.IsNull ? null : JsonSerializer.Deserialize<LockState>((byte[])stored!, StoredJson.Options);
    }

    public async Task Write(string id, LockState state, long before)
    {
        var (how, shown) = state.Holder is null ? ([], []) : (Written(state), Written(state.View(id) with { Line = [] }));
        if ((string?)await redis.Run(WriteScript, [RedisKeys.Lock(id), RedisKeys.Locks], [id, before, state.Revision, how, shown]) is { } stored)
        {
            throw new InconsistentStateException($"Lock {id}: revision {stored} is stored, and not revision {before}.", stored, before.ToString(CultureInfo.InvariantCulture));
        }
    }

    public async Task<LockPage> List(string? after, int limit)
    {
        var found = (RedisResult[])(await redis.Run(PageScript, [RedisKeys.Locks], [after is null ? "-" : $"({after}", limit, RedisKeys.LockPrefix]))!;
        var items = found.Select(view => (byte[])view!).Where(view => view.Length > 0).Select(view => JsonSerializer.Deserialize<LockView>(view, StoredJson.Options)!).ToList();
        return new LockPage(items, found.Length < limit || items.Count == 0 ? null : items[^1].Id);
    }

    private static byte[] Written<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Options);
}
