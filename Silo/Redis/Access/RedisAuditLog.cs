using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansOps.Access;

namespace OrleansOps.Redis.Access;

/// <summary>The trail in Redis: two streams, what is done with tasks apart from all else. It is read as one.</summary>
internal sealed class RedisAuditLog(RedisConnection redis, IOptions<AuditOptions> options) : IAuditLog
{
    public const string Field = "event";

    private const int LookedThrough = 10_000;

    public Task Add(AuditEvent happened) => redis.Call(database => database.StreamAddAsync(
        AuditEvent.IsOfTasks(happened.Action) ? RedisKeys.TaskAudit : RedisKeys.Audit, Field, JsonSerializer.SerializeToUtf8Bytes(happened, StoredJson.Options),
        maxLength: options.Value.Entries, useApproximateMaxLength: true));

    public async Task<AuditPage> List(AuditQuery query)
    {
        var items = new List<AuditEvent>();
        var (access, tasks) = (new AuditWalk(redis, RedisKeys.Audit, isOfTasks: false, query), new AuditWalk(redis, RedisKeys.TaskAudit, isOfTasks: true, query));
        for (var looked = 0; ; looked++)
        {
            await Task.WhenAll(access.Fill(), tasks.Fill());
            var newest = tasks.Next is { } task && access.Next?.Place.IsNewerThan(task.Place) != true ? tasks : access;
            if (newest.Take() is not { } happened)
            {
                return new AuditPage(items, null);
            }

            if (query.Matches(happened))
            {
                items.Add(happened);
            }

            if (items.Count == query.Limit || looked == LookedThrough)
            {
                return new AuditPage(items, happened.Id);
            }
        }
    }
}
