using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Access;
using OrleansOps.Health;
using OrleansOps.InMemory;
using OrleansOps.Jobs;
using OrleansOps.Logs;
using OrleansOps.Schedules;
using OrleansOps.Secrets;
using OrleansOps.Simulation.Time;
using OrleansOps.Simulation.World;
using OrleansOps.Tasks;
using OrleansOps.Terraform;
using OrleansOps.Workflows;

namespace OrleansOps.Simulation.Server;

/// <summary>
/// What is durable: the product's own stores in memory, which outlive every server. Each call that was made is kept for a while, so that the
/// last second can be taken back, as a power failure does where Redis flushes every second.
/// </summary>
internal sealed class Database
{
    // Whether it is healthy is the simulation's to say; the trail of changes is written by REST, which is not here; nobody in it keeps states of Terraform or secrets under names.
    private static readonly Type[] NotHere = [typeof(IStoreHealth), typeof(IAuditLog), typeof(IUsedSignatures), typeof(IWorkspaceStore), typeof(ISecretStore)];

    private readonly List<(long At, Type Face, MethodInfo Method, object?[] Args)> _history = [];
    private readonly Scheduler _scheduler;
    private readonly bool _keepsHistory;
    private Dictionary<Type, object> _stores;

    public Database(Scheduler scheduler, bool keepsHistory)
    {
        (_scheduler, _keepsHistory, Redis) = (scheduler, keepsHistory, new Redis(scheduler));
        (_stores, Events) = NewStores();
    }

    public Redis Redis { get; }

    public GrainStates States { get; private set; } = new();

    public MemoryEvents Events { get; private set; }

    public IEnumerable<Type> Faces => _stores.Keys;

    /// <summary>Called after each call that happened: the store's type, the method, its arguments, its answer.</summary>
    public Action<MethodInfo, object?[], object?>? WhenApplied { get; set; }

    public object? Apply(Type face, MethodInfo method, object?[] args)
    {
        var answer = method.Invoke(_stores[face], BindingFlags.DoNotWrapExceptions, null, args, null);
        var task = (Task)answer!;
        if (task.IsFaulted)
        {
            task.GetAwaiter().GetResult();
        }

        if (_keepsHistory)
        {
            _history.Add((_scheduler.Now, face, method, args));
        }

        WhenApplied?.Invoke(method, args, answer);
        return answer;
    }

    public StoredLog MarkOf(string taskId)
    {
        var mark = ((ILogStore)_stores[typeof(ILogStore)]).Mark(taskId).GetAwaiter().GetResult();
        return mark is null ? new StoredLog() : new StoredLog(mark.Attempt, mark.NextSeq, mark.StdoutOffset, mark.StderrOffset);
    }

    public (JobState? Job, ShardState? Hosts) JobOf(string jobId)
    {
        var jobs = (IJobStore)_stores[typeof(IJobStore)];
        return (jobs.Read(jobId).GetAwaiter().GetResult(), jobs.ReadShard(jobId, 0).GetAwaiter().GetResult());
    }

    public WorkflowState? WorkflowOf(string workflowId) => ((IWorkflowStore)_stores[typeof(IWorkflowStore)]).Read(workflowId).GetAwaiter().GetResult();

    public ScheduleState? ScheduleOf(string scheduleId) => ((IScheduleStore)_stores[typeof(IScheduleStore)]).Read(scheduleId).GetAwaiter().GetResult();

    /// <summary>Takes back what happened since then.</summary>
    /// <param name="stored">Takes every task as it is stored now; null where it is not.</param>
    public void LoseSince(long time, Action<string, TaskState?> stored)
    {
        var tasks = _history.SelectMany(call => call.Args).OfType<TaskEntry>().Select(entry => entry.Id).Distinct(StringComparer.Ordinal).ToList();
        _history.RemoveAll(call => call.At > time);
        (_stores, Events) = NewStores();
        foreach (var (_, face, method, args) in _history)
        {
            method.Invoke(_stores[face], BindingFlags.DoNotWrapExceptions, null, args, null);
        }

        States = States.AsOf(time);
        foreach (var id in tasks)
        {
            stored(id, ((ITaskStore)_stores[typeof(ITaskStore)]).Read(id).GetAwaiter().GetResult());
        }
    }

    private static (Dictionary<Type, object> Stores, MemoryEvents Events) NewStores()
    {
        var described = new ServiceCollection().AddMemoryStores();
        var services = described.BuildServiceProvider();
        var stores = described
            .Select(service => service.ServiceType)
            .Where(type => type.IsInterface && !NotHere.Contains(type) && !type.IsGenericType && type.Namespace!.StartsWith(nameof(OrleansOps), StringComparison.Ordinal))
            .ToDictionary(type => type, services.GetRequiredService);
        return (stores, services.GetRequiredService<MemoryEvents>());
    }
}
