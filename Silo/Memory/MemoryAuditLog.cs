using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansOps.Access;

namespace OrleansOps.InMemory;

/// <summary>The trail in memory.</summary>
internal sealed class MemoryAuditLog(IOptions<AuditOptions> options, TimeProvider time) : IAuditLog
{
    private readonly Lock _lock = new();
    private readonly Queue<(long Number, AuditEvent Event)> _access = [];
    private readonly Queue<(long Number, AuditEvent Event)> _tasks = [];
    private long _number;

    public Task Add(AuditEvent happened)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var id = string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeMilliseconds()}-{++_number}");
            var events = AuditEvent.IsOfTasks(happened.Action) ? _tasks : _access;
            events.Enqueue((_number, happened with { Id = id, At = now }));
            while (events.Count > options.Value.Entries)
            {
                events.Dequeue();
            }
        }

        return Task.CompletedTask;
    }

    public Task<AuditPage> List(AuditQuery query)
    {
        var before = query.Cursor?.Split('-') is [_, var number] ? long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) : long.MaxValue;
        lock (_lock)
        {
            var found = _access.Concat(_tasks).OrderByDescending(one => one.Number)
                .Where(one => one.Number < before && !(one.Event.At < query.Since) && !(one.Event.At >= query.Until) && query.Matches(one.Event))
                .Select(one => one.Event).Take(query.Limit).ToList();
            return Task.FromResult(new AuditPage(found, found.Count == query.Limit ? found[^1].Id : null));
        }
    }
}
