using System.Globalization;
using System.Text.Json;
using Orleans.Storage;
using OrleansOps.Jobs;
using OrleansOps.Tasks;
using StackExchange.Redis;

namespace OrleansOps.Redis.Jobs;

/// <summary>
/// Jobs in Redis: a hash for what was asked for and how it stands, another one for its hosts, a field for each shard.
/// </summary>
internal sealed class RedisJobStore(RedisConnection redis) : IJobStore
{
    private const int PageSize = 200;

    /// <summary>How long shards stay that a job was to have which never came to be.</summary>
    private static readonly TimeSpan LeftFor = TimeSpan.FromHours(1);

    private static readonly RedisScript CreateScript = new("job-create");
    private static readonly RedisScript WriteScript = new("job-write");
    private static readonly RedisScript PutHostsScript = new("job-hosts-put");
    private static readonly RedisScript ForgetScript = new("job-forget");
    private static readonly RedisScript WriteHostsScript = new("job-hosts-write");
    private static readonly RedisScript PageScript = new("task-page");
    private static readonly RedisValue[] Parts = ["p", "t"];

    public async Task<JobState?> Read(string jobId)
    {
        var parts = await redis.Call(database => database.HashGetAsync(RedisKeys.Job(jobId), Parts));
        return parts[0].IsNull ? null : Join((byte[])parts[0]!, (byte[])parts[1]!);
    }

    public Task PutShard(string jobId, int shard, ShardState state) =>
        redis.Run(PutHostsScript, [RedisKeys.JobHosts(jobId), RedisKeys.Job(jobId)], [shard, state.Version, Written(state), (long)LeftFor.TotalMilliseconds]);

    public async Task<JobState?> Create(JobEntry entry)
    {
        var (id, job) = (entry.Id, entry.State);
        var found = (RedisResult[])(await redis.Run(
            CreateScript,
            [RedisKeys.Job(id), RedisKeys.JobHosts(id), RedisKeys.Jobs, RedisKeys.OpenJobs],
            [id, job.Version, RedisEvents.Score(job.SubmittedAt), Written(job.Spec!), Written(job with { Spec = null }), Written(entry.Summary)]))!;
        return found.Length > 0 ? Join((byte[])found[0]!, (byte[])found[1]!) : null;
    }

    public async Task Write(JobEntry entry)
    {
        var (id, job) = (entry.Id, entry.State);
        ThrowIfAnother($"Job {id}", job.Version - 1, await redis.Run(
            WriteScript,
            [RedisKeys.Job(id), RedisKeys.OpenJobs, RedisKeys.SettledJobs],
            [
                id, job.Version - 1, job.Version, RedisEvents.Score(job.SubmittedAt), job.EndedAt is { } ended ? RedisEvents.Score(ended) : "",
                Written(job with { Spec = null }), Written(entry.Summary),
            ]));
    }

    public async Task<ShardState?> ReadShard(string jobId, int shard) =>
        (byte[]?)await redis.Call(database => database.HashGetAsync(RedisKeys.JobHosts(jobId), shard)) is { } written
            ? JsonSerializer.Deserialize<ShardState>(written, StoredJson.Options)
            : null;

    public async Task WriteShard(string jobId, int shard, ShardState state) => ThrowIfAnother(
        $"Shard {shard} of job {jobId}", state.Version - 1,
        await redis.Run(WriteHostsScript, [RedisKeys.JobHosts(jobId)], [shard, state.Version - 1, state.Version, Written(state)]));

    public async Task<JobPage> List(JobQuery query)
    {
        var place = TaskListCursor.Parse(query.Cursor);
        var items = new List<JobSummary>();
        var passedOver = 0;
        while (true)
        {
            var page = await Page(query.Open ? RedisKeys.OpenJobs : RedisKeys.Jobs, place, passedOver);
            foreach (var (at, job) in page.Where(entry => entry.Place.IsAfter(place)))
            {
                place = at;
                if (job is not null)
                {
                    items.Add(job);
                    if (items.Count == query.Limit)
                    {
                        return new JobPage(items, place.ToString());
                    }
                }
            }

            if (page.Count < PageSize)
            {
                return new JobPage(items, null);
            }

            // Where a whole page was submitted in one millisecond, its time alone does not lead past it.
            passedOver = page[^1].Place.Submitted == page[0].Place.Submitted ? passedOver + PageSize : 0;
        }
    }

    public async Task<IReadOnlyList<string>> Surplus(int kept, DateTimeOffset before, int max)
    {
        var there = await redis.Call(database => database.SortedSetLengthAsync(RedisKeys.SettledJobs));
        var oldest = await redis.Call(database => database.SortedSetRangeByScoreWithScoresAsync(RedisKeys.SettledJobs, take: max));
        return [.. oldest.Where((job, index) => index < there - kept || job.Score < before.ToUnixTimeMilliseconds()).Select(job => (string)job.Element!)];
    }

    public Task Forget(string jobId) =>
        redis.Run(ForgetScript, [RedisKeys.Job(jobId), RedisKeys.JobHosts(jobId), RedisKeys.Jobs, RedisKeys.OpenJobs, RedisKeys.SettledJobs], [jobId]);

    private async Task<List<(TaskListCursor Place, JobSummary? Job)>> Page(RedisKey list, TaskListCursor? from, int passedOver)
    {
        var newest = from is null ? (RedisValue)"+inf" : from.Submitted;
        var found = (RedisResult[])(await redis.Run(PageScript, [list], [newest, passedOver, PageSize, RedisKeys.JobPrefix]))!;
        return
        [
            .. found.Chunk(3).Select(entry => (
                new TaskListCursor((long)(double)entry[1], (string)entry[0]!),
                (byte[])entry[2]! is { Length: > 0 } summary ? JsonSerializer.Deserialize<JobSummary>(summary, StoredJson.Options) : null)),
        ];
    }

    /// <param name="stored">What a script answers: nothing, or the version that is stored where another was expected.</param>
    private static void ThrowIfAnother(string what, long expected, RedisResult stored)
    {
        if ((string?)stored is { } version)
        {
            throw new InconsistentStateException(
                $"{what}: version {version} is stored, and not version {expected}.", version, expected.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static JobState Join(byte[] spec, byte[] job) =>
        JsonSerializer.Deserialize<JobState>(job, StoredJson.Options)! with { Spec = JsonSerializer.Deserialize<JobSpec>(spec, StoredJson.Options) };

    private static byte[] Written<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Options);
}
