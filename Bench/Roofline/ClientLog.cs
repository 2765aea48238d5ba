using StackExchange.Redis;

namespace OrleansOps.Roofline;

/// <summary>Through the client library that the product uses.</summary>
internal sealed class ClientLog(ConnectionMultiplexer redis) : IEventLog
{
    private readonly IDatabase _db = redis.GetDatabase();

    public static async Task<ClientLog> Connect(int port) => new(await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port}"));

    public Task Add(string stream, IReadOnlyList<ReadOnlyMemory<byte>> entries) => Task.WhenAll(entries.Select(entry =>
        _db.ExecuteAsync("XADD", stream, "MAXLEN", "~", "100000", "*", "d", (RedisValue)entry.ToArray())));

    public async ValueTask DisposeAsync()
    {
        await redis.CloseAsync();
        redis.Dispose();
    }
}
