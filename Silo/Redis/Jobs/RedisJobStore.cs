using System.Text.Json;
using OrleansOps.Jobs;
using OrleansOps.Redis.Orders;

namespace OrleansOps.Redis.Jobs;

/// <summary>Jobs in Redis. The parts of their hosts are shards.</summary>
internal sealed class RedisJobStore(RedisConnection redis) : IJobStore
{
    private readonly RedisOrders _orders = new(redis, new OrderKeys("Job", RedisKeys.JobPrefix, RedisKeys.Jobs, RedisKeys.OpenJobs, RedisKeys.SettledJobs));

    public async Task<JobState?> Read(string jobId) => Join(await _orders.Read(jobId));

    public Task PutShard(string jobId, int shard, ShardState state) => _orders.PutHosts(jobId, shard, state.Version, Written(state));

    public async Task<JobState?> Create(JobEntry entry) => Join(await _orders.Create(Order(entry), Written(entry.State.Spec!)));

    public Task Write(JobEntry entry) => _orders.Write(Order(entry));

    public async Task<ShardState?> ReadShard(string jobId, int shard) =>
        await _orders.ReadHosts(jobId, shard) is { } written ? JsonSerializer.Deserialize<ShardState>(written, StoredJson.Options) : null;

    public Task WriteShard(string jobId, int shard, ShardState state) => _orders.WriteHosts(jobId, shard, state.Version, Written(state));

    public async Task<JobPage> List(JobQuery query)
    {
        var (items, next) = await _orders.List<JobSummary>(query.Open, query.Limit, query.Cursor);
        return new JobPage(items, next);
    }

    public Task<IReadOnlyList<string>> Surplus(int kept, DateTimeOffset before, int max) => _orders.Surplus(kept, before, max);

    public Task Forget(string jobId) => _orders.Forget(jobId);

    private static OrderEntry Order(JobEntry entry) => new(
        entry.Id, entry.State.Version, entry.State.SubmittedAt, entry.State.EndedAt, Written(entry.State with { Spec = null }), Written(entry.Summary));

    private static JobState? Join((byte[] Spec, byte[] State)? stored) => stored is var (spec, state)
        ? JsonSerializer.Deserialize<JobState>(state, StoredJson.Options)! with { Spec = JsonSerializer.Deserialize<JobSpec>(spec, StoredJson.Options) }
        : null;

    private static byte[] Written<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Options);
}
