using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansOps.Access;
using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>The trail in Redis: one stream, whose ids say when.</summary>
internal sealed class RedisAuditLog(RedisConnection redis, IOptions<AuditOptions> options) : IAuditLog
{
    private const int PageSize = 500;
    private const int LookedThrough = 10_000;
    private const string Field = "event";

    public Task Add(AuditEvent happened) => redis.Call(database => database.StreamAddAsync(
        RedisKeys.Audit, Field, JsonSerializer.SerializeToUtf8Bytes(happened, StoredJson.Options),
        maxLength: options.Value.Entries, useApproximateMaxLength: true));

    public async Task<AuditPage> List(AuditQuery query)
    {
        var oldest = query.Since is { } since ? Ms(since) : "-";
        var place = query.Cursor is { } cursor ? $"({cursor}" : query.Until is { } until ? $"({Ms(until)}-0" : "+";
        var items = new List<AuditEvent>();
        for (var looked = 0; looked < LookedThrough; looked += PageSize)
        {
            var (from, to) = (oldest, place);
            var page = await redis.Call(database => database.StreamRangeAsync(RedisKeys.Audit, from, to, PageSize, Order.Descending));
            foreach (var entry in page)
            {
                place = $"({entry.Id}";
                var happened = Read(entry);
                if (query.Lets(happened))
                {
                    items.Add(happened);
                    if (items.Count == query.Limit)
                    {
                        return new AuditPage(items, happened.Id);
                    }
                }
            }

            if (page.Length < PageSize)
            {
                return new AuditPage(items, null);
            }
        }

        return new AuditPage(items, place[1..]);
    }

    private static AuditEvent Read(StreamEntry entry)
    {
        var id = (string)entry.Id!;
        var ms = long.Parse(id.AsSpan(0, id.IndexOf('-', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture);
        return JsonSerializer.Deserialize<AuditEvent>((byte[])entry[Field]!, StoredJson.Options)! with
        {
            Id = id,
            At = DateTimeOffset.FromUnixTimeMilliseconds(ms),
        };
    }

    private static string Ms(DateTimeOffset time) => Math.Max(0, time.ToUnixTimeMilliseconds()).ToString(CultureInfo.InvariantCulture);
}
