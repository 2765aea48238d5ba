using System.Globalization;
using System.Text.Json;
using OrleansOps.Access;
using StackExchange.Redis;

namespace OrleansOps.Redis.Access;

/// <summary>Goes through one of the trail's streams from the newest event that is asked for to the oldest.</summary>
internal sealed class AuditWalk(RedisConnection redis, RedisKey stream, bool isOfTasks, AuditQuery query)
{
    private const int PageSize = 500;

    private readonly Queue<(AuditPlace Place, AuditEvent Event)> _there = [];
    private string _from = From(query, isOfTasks);
    private bool _isRead = query.Action is { } action && AuditEvent.IsOfTasks(action) != isOfTasks;   // then none of it is wanted

    /// <summary>What comes next; null at the end, or before <see cref="Fill"/>.</summary>
    public (AuditPlace Place, AuditEvent Event)? Next => _there.TryPeek(out var next) ? next : null;

    public async Task Fill()
    {
        if (_isRead || _there.Count > 0)
        {
            return;
        }

        var page = await redis.Call(database => database.StreamRangeAsync(stream, query.Since is { } since ? Ms(since) : "-", _from, PageSize, Order.Descending));
        foreach (var entry in page)
        {
            var place = AuditPlace.Parse((string)entry.Id!) with { IsOfTasks = isOfTasks };
            _there.Enqueue((place, Read(entry, place)));
            _from = $"({place.Entry}";
        }

        _isRead = page.Length < PageSize;
    }

    public AuditEvent? Take() => _there.TryDequeue(out var next) ? next.Event : null;

    private static string From(AuditQuery query, bool isOfTasks)
    {
        if (query.Cursor is null)
        {
            return query.Until is { } until ? $"({Ms(until)}-0" : "+";
        }

        var cursor = AuditPlace.Parse(query.Cursor);
        return isOfTasks && !cursor.IsOfTasks ? cursor.Entry : $"({cursor.Entry}";   // of two with one number that of tasks is the older
    }

    private static AuditEvent Read(StreamEntry entry, AuditPlace place) =>
        JsonSerializer.Deserialize<AuditEvent>((byte[])entry[RedisAuditLog.Field]!, StoredJson.Options)! with
        {
            Id = place.ToString(),
            At = DateTimeOffset.FromUnixTimeMilliseconds((long)place.Ms),
        };

    private static string Ms(DateTimeOffset time) => Math.Max(0, time.ToUnixTimeMilliseconds()).ToString(CultureInfo.InvariantCulture);
}
