using System.Globalization;
using System.Text.Json;
using OrleansOps.Tasks;
using StackExchange.Redis;

namespace OrleansOps.Redis.Tasks;

/// <summary>The lists of tasks in Redis: sorted sets by submission, and in each task what they show of it.</summary>
internal sealed class RedisTaskIndex(RedisConnection redis) : ITaskIndex
{
    private const int PageSize = 200;

    /// <summary>How many entries one call looks through for those that pass the filter, before it answers with what it has and a cursor.</summary>
    private const int LookedThrough = 10_000;

    private static readonly RedisScript OpenScript = new("task-open");
    private static readonly RedisScript PageScript = new("task-page");

    public async Task<IReadOnlyList<TaskSummary>> Open(string agentId)
    {
        var found = (RedisResult[])(await redis.Run(OpenScript, [RedisKeys.OpenTasksOf(agentId)], [RedisKeys.TaskPrefix]))!;
        return [.. found.Select(summary => Read((byte[])summary!))];
    }

    public async Task<TaskPage> List(TaskQuery query)
    {
        var list = query switch
        {
            { AgentId: { } agent, Open: true } => RedisKeys.OpenTasksOf(agent),
            { AgentId: { } agent } => RedisKeys.TasksOf(agent),
            { Open: true } => RedisKeys.OpenTasks,
            _ => RedisKeys.Tasks,
        };
        var items = new List<TaskSummary>();
        var place = TaskListCursor.Parse(query.Cursor) ?? TaskListCursor.Before(query.Until);
        var passedOver = 0;
        for (var looked = 0; looked < LookedThrough; looked += PageSize)
        {
            var page = await Page(list, place, passedOver);
            foreach (var entry in page.Where(entry => entry.Place.IsAfter(place)))
            {
                place = entry.Place;
                if (entry.Place.Submitted < query.Since?.ToUnixTimeMilliseconds())
                {
                    return new TaskPage(items, null);   // older than all that is wanted
                }

                if (entry.Task is { } task && query.Matches(task))
                {
                    items.Add(task);
                    if (items.Count == query.Limit)
                    {
                        return new TaskPage(items, place.ToString());
                    }
                }
            }

            if (page.Count < PageSize)
            {
                return new TaskPage(items, null);
            }

            // Where a whole page was submitted in one millisecond, its time alone does not lead past it.
            passedOver = page[^1].Place.Submitted == page[0].Place.Submitted ? passedOver + PageSize : 0;
        }

        return new TaskPage(items, place?.ToString());
    }

    private async Task<List<(TaskListCursor Place, TaskSummary? Task)>> Page(RedisKey list, TaskListCursor? place, int passOver)
    {
        var from = place is null ? "+inf" : place.Submitted.ToString(CultureInfo.InvariantCulture);
        var found = (RedisResult[])(await redis.Run(PageScript, [list], [from, passOver, PageSize, RedisKeys.TaskPrefix]))!;
        var page = new List<(TaskListCursor, TaskSummary?)>(found.Length / 3);
        for (var i = 0; i + 2 < found.Length; i += 3)
        {
            var summary = (byte[])found[i + 2]!;
            page.Add((new TaskListCursor((long)(double)found[i + 1], (string)found[i]!), summary.Length == 0 ? null : Read(summary)));
        }

        return page;
    }

    private static TaskSummary Read(byte[] summary) => JsonSerializer.Deserialize<TaskSummary>(summary, StoredJson.Options)!;
}
