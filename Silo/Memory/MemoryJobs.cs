using System.Globalization;
using Orleans.Storage;
using OrleansOps.Jobs;
using OrleansOps.Tasks;

namespace OrleansOps.InMemory;

/// <summary>Jobs in memory.</summary>
internal sealed class MemoryJobs : IJobStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JobEntry> _jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<(string JobId, int Shard), ShardState> _shards = [];

    public Task<JobState?> Read(string jobId)
    {
        lock (_lock)
        {
            return Task.FromResult(_jobs.GetValueOrDefault(jobId)?.State);
        }
    }

    public Task PutShard(string jobId, int shard, ShardState state)
    {
        lock (_lock)
        {
            if (!_jobs.ContainsKey(jobId))
            {
                _shards[(jobId, shard)] = state;
            }

            return Task.CompletedTask;
        }
    }

    public Task<JobState?> Create(JobEntry entry)
    {
        lock (_lock)
        {
            return Task.FromResult(_jobs.TryAdd(entry.Id, entry) ? null : _jobs[entry.Id].State);
        }
    }

    public Task Write(JobEntry entry)
    {
        lock (_lock)
        {
            if (Conflict($"Job {entry.Id}", _jobs.GetValueOrDefault(entry.Id)?.State.Version, entry.State.Version - 1) is { } conflict)
            {
                return Task.FromException(conflict);
            }

            _jobs[entry.Id] = entry;
            return Task.CompletedTask;
        }
    }

    public Task<ShardState?> ReadShard(string jobId, int shard)
    {
        lock (_lock)
        {
            return Task.FromResult(_shards.GetValueOrDefault((jobId, shard)));
        }
    }

    public Task WriteShard(string jobId, int shard, ShardState state)
    {
        lock (_lock)
        {
            if (Conflict($"Shard {shard} of job {jobId}", _shards.GetValueOrDefault((jobId, shard))?.Version, state.Version - 1) is { } conflict)
            {
                return Task.FromException(conflict);
            }

            _shards[(jobId, shard)] = state;
            return Task.CompletedTask;
        }
    }

    public Task<JobPage> List(JobQuery query)
    {
        var after = TaskListCursor.Parse(query.Cursor);
        List<JobSummary> found;
        lock (_lock)
        {
            found =
            [
                .. _jobs.Values.Select(entry => entry.Summary)
                    .Where(job => (!query.Open || !job.Phase.IsTerminal()) && Place(job).IsAfter(after))
                    .OrderByDescending(job => Place(job).Submitted)
                    .ThenByDescending(job => job.Id, StringComparer.Ordinal)
                    .Take(query.Limit + 1),
            ];
        }

        return Task.FromResult(found.Count <= query.Limit
            ? new JobPage(found, null)
            : new JobPage(found[..query.Limit], Place(found[query.Limit - 1]).ToString()));
    }

    public Task<IReadOnlyList<string>> Surplus(int kept, DateTimeOffset before, int max)
    {
        lock (_lock)
        {
            var settled = _jobs.Values.Where(entry => entry.State.EndedAt is not null).OrderBy(entry => entry.State.EndedAt).ToList();
            return Task.FromResult<IReadOnlyList<string>>(
                [.. settled.Take(max).Where((entry, index) => index < settled.Count - kept || entry.State.EndedAt < before).Select(entry => entry.Id)]);
        }
    }

    public Task Forget(string jobId)
    {
        lock (_lock)
        {
            _jobs.Remove(jobId);
            foreach (var shard in _shards.Keys.Where(key => string.Equals(key.JobId, jobId, StringComparison.Ordinal)).ToList())
            {
                _shards.Remove(shard);
            }

            return Task.CompletedTask;
        }
    }

    private static InconsistentStateException? Conflict(string what, long? stored, long expected) => stored == expected ? null : new InconsistentStateException(
        $"{what}: version {stored} is stored, and not version {expected}.",
        stored?.ToString(CultureInfo.InvariantCulture) ?? "none", expected.ToString(CultureInfo.InvariantCulture));

    private static TaskListCursor Place(JobSummary job) => new(job.SubmittedAt.ToUnixTimeMilliseconds(), job.Id);
}
