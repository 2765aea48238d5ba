using System.Globalization;
using System.Text.Json;
using Orleans.Storage;
using OrleansOps.Live;
using OrleansOps.Tasks;
using StackExchange.Redis;

namespace OrleansOps.Redis.Tasks;

/// <summary>
/// Tasks in Redis: a hash for each. What was asked for never changes and is written once; what changes is small. One script writes it
/// together with the due time, the lists and the events.
/// </summary>
internal sealed class RedisTaskStore(RedisConnection redis, IChanges<TaskSummary> changes) : ITaskStore
{
    private static readonly RedisScript CreateScript = new("task-create");
    private static readonly RedisScript WriteScript = new("task-write");
    private static readonly RedisScript MoveScript = new("task-due");
    private static readonly RedisScript ForgetScript = new("task-forget");
    private static readonly RedisValue[] Parts = ["p", "t"];

    public async Task<TaskState?> Read(string taskId)
    {
        var parts = await redis.Call(database => database.HashGetAsync(RedisKeys.Task(taskId), Parts));
        return parts[0].IsNull ? null : Join((byte[])parts[0]!, (byte[])parts[1]!);
    }

    public async Task<string?> AgentOf(string taskId) => await redis.Call(database => database.HashGetAsync(RedisKeys.Task(taskId), "a"));

    public async Task<TaskState?> Create(TaskEntry entry)
    {
        var (id, task) = (entry.Id, entry.State);
        var found = (RedisResult[])(await redis.Run(
            CreateScript,
            [
                RedisKeys.Task(id), RedisKeys.Deadlines(id), RedisKeys.Tasks, RedisKeys.OpenTasks,
                RedisKeys.TasksOf(task.Spec!.AgentId), RedisKeys.OpenTasksOf(task.Spec.AgentId),
            ],
            [
                id, task.Version, RedisEvents.Score(task.SubmittedAt), RedisEvents.Score(entry.Due!.Value), task.Spec.AgentId,
                Written(task.Spec), Written(task with { Spec = null }), Written(entry.Summary),
            ]))!;
        if (found.Length > 0)
        {
            return Join((byte[])found[0]!, (byte[])found[1]!);
        }

        changes.Tell(id, entry.Summary);
        return null;
    }

    public async Task Write(TaskEntry entry)
    {
        var (id, task) = (entry.Id, entry.State);
        List<RedisKey> keys = [RedisKeys.Task(id), RedisKeys.Deadlines(id), RedisKeys.OpenTasks, RedisKeys.OpenTasksOf(task.Spec!.AgentId), RedisKeys.SettledTasks];
        List<RedisValue> values =
        [
            id, task.Version - 1, task.Version, entry.Due is { } due ? RedisEvents.Score(due) : "", task.EndedAt is { } ended ? RedisEvents.Score(ended) : "",
            Written(task with { Spec = null }), Written(entry.Summary),
        ];
        RedisEvents.Add(keys, values, entry.Events);
        ThrowIfAnother(id, task.Version - 1, await redis.Run(WriteScript, [.. keys], [.. values]));
        changes.Tell(id, entry.Summary);
    }

    public async Task MoveDue(string taskId, long version, DateTimeOffset due) => ThrowIfAnother(taskId, version, await redis.Run(
        MoveScript, [RedisKeys.Task(taskId), RedisKeys.Deadlines(taskId)], [taskId, version, RedisEvents.Score(due)]));

    public async Task<IReadOnlyList<string>> Surplus(int kept, DateTimeOffset before, int max)
    {
        var there = await redis.Call(database => database.SortedSetLengthAsync(RedisKeys.SettledTasks));
        var surplus = await redis.Call(database => database.SortedSetRangeByScoreAsync(
            RedisKeys.SettledTasks, double.NegativeInfinity, before.ToUnixTimeMilliseconds(), take: Math.Clamp(there - kept, 0, max)));
        return [.. surplus.Select(taskId => (string)taskId!)];
    }

    public async Task Forget(string taskId)
    {
        await redis.Run(
            ForgetScript,
            [RedisKeys.Task(taskId), RedisKeys.Deadlines(taskId), RedisKeys.Tasks, RedisKeys.OpenTasks, RedisKeys.SettledTasks, RedisKeys.Log(taskId), RedisKeys.LogMessages(taskId)],
            [taskId, RedisKeys.AgentPrefix]);
        changes.Tell(taskId, view: null);
    }

    /// <param name="stored">What a script answers: nothing, or the version that is stored where another was expected.</param>
    private static void ThrowIfAnother(string id, long expected, RedisResult stored)
    {
        if ((string?)stored is { } version)
        {
            throw new InconsistentStateException(
                $"Task {id}: version {version} is stored, and not version {expected}.", version, expected.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static TaskState Join(byte[] spec, byte[] task) =>
        JsonSerializer.Deserialize<TaskState>(task, StoredJson.Options)! with { Spec = JsonSerializer.Deserialize<TaskSpec>(spec, StoredJson.Options) };

    private static byte[] Written<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Options);
}
