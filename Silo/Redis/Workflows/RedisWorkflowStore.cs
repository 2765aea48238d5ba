using System.Text.Json;
using OrleansOps.Jobs;
using OrleansOps.Redis.Orders;
using OrleansOps.Workflows;

namespace OrleansOps.Redis.Workflows;

/// <summary>Workflows in Redis. The parts of their hosts are those of each step, and never change.</summary>
internal sealed class RedisWorkflowStore(RedisConnection redis) : IWorkflowStore
{
    private readonly RedisOrders _orders = new(
        redis, new OrderKeys("Workflow", RedisKeys.WorkflowPrefix, RedisKeys.Workflows, RedisKeys.OpenWorkflows, RedisKeys.SettledWorkflows));

    public async Task<WorkflowState?> Read(string workflowId) => Join(await _orders.Read(workflowId));

    public Task PutHosts(string workflowId, int step, IReadOnlyList<JobTarget> hosts) => _orders.PutHosts(workflowId, step, version: 1, Written(hosts));

    public async Task<IReadOnlyList<JobTarget>> ReadHosts(string workflowId, int step) =>
        JsonSerializer.Deserialize<IReadOnlyList<JobTarget>>(
            await _orders.ReadHosts(workflowId, step) ?? throw new InvalidOperationException($"The hosts of step {step} of workflow '{workflowId}' are not stored."), StoredJson.Options)!;

    public async Task<WorkflowState?> Create(WorkflowEntry entry) => Join(await _orders.Create(Order(entry), Written(entry.State.Spec!)));

    public Task Write(WorkflowEntry entry) => _orders.Write(Order(entry));

    public async Task<WorkflowPage> List(WorkflowQuery query)
    {
        var (items, next) = await _orders.List<WorkflowSummary>(query.Open, query.Limit, query.Cursor);
        return new WorkflowPage(items, next);
    }

    public Task<IReadOnlyList<string>> Surplus(int kept, DateTimeOffset before, int max) => _orders.Surplus(kept, before, max);

    public Task Forget(string workflowId) => _orders.Forget(workflowId);

    private static OrderEntry Order(WorkflowEntry entry) => new(
        entry.Id, entry.State.Version, entry.State.SubmittedAt, entry.State.EndedAt, Written(entry.State with { Spec = null }), Written(entry.Summary));

    private static WorkflowState? Join((byte[] Spec, byte[] State)? stored) => stored is var (spec, state)
        ? JsonSerializer.Deserialize<WorkflowState>(state, StoredJson.Options)! with { Spec = JsonSerializer.Deserialize<WorkflowSpec>(spec, StoredJson.Options) }
        : null;

    private static byte[] Written<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Options);
}
