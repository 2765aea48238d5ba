using OrleansOps.Tasks;
using StackExchange.Redis;

namespace OrleansOps.Redis;

/// <summary>
/// Every key but those of grain states. One script call may touch several of them: they live on one node, as everything here does. A Redis
/// cluster would need a common hash tag, and would then keep them on one node all the same.
/// </summary>
internal static class RedisKeys
{
    /// <summary>A task: one hash of what was asked for, how it stands, and what lists show of it.</summary>
    public const string TaskPrefix = "ops:task:";

    public const string AgentPrefix = "ops:index:agent:";

    public static readonly RedisKey Tasks = "ops:index:tasks";

    public static readonly RedisKey OpenTasks = "ops:index:open";

    /// <summary>Tasks that are over, by the time of their end.</summary>
    public static readonly RedisKey SettledTasks = "ops:index:settled";

    /// <summary>A job: one hash of what was asked for, how it stands, and what lists show of it.</summary>
    public const string JobPrefix = "ops:job:";

    public static readonly RedisKey Jobs = "ops:index:jobs";

    public static readonly RedisKey OpenJobs = "ops:index:jobs:open";

    /// <summary>Jobs that are over, by the time of their end.</summary>
    public static readonly RedisKey SettledJobs = "ops:index:jobs:settled";

    /// <summary>A workflow, as a job is kept.</summary>
    public const string WorkflowPrefix = "ops:workflow:";

    public static readonly RedisKey Workflows = "ops:index:workflows";

    public static readonly RedisKey OpenWorkflows = "ops:index:workflows:open";

    /// <summary>Workflows that are over, by the time of their end.</summary>
    public static readonly RedisKey SettledWorkflows = "ops:index:workflows:settled";

    /// <summary>A schedule: one hash of what was asked for, how it stands, and what lists show of it.</summary>
    public const string SchedulePrefix = "ops:schedule:";

    /// <summary>Ids of schedules.</summary>
    public static readonly RedisKey Schedules = "ops:index:schedules";

    /// <summary>A Terraform workspace: one hash of how it stands and what lists show of it.</summary>
    public const string WorkspacePrefix = "ops:workspace:";

    /// <summary>Ids of workspaces.</summary>
    public static readonly RedisKey Workspaces = "ops:index:workspaces";

    /// <summary>A stored secret: one hash of how it stands, sealed, and what lists show of it.</summary>
    public const string SecretPrefix = "ops:secret:";

    /// <summary>Names of stored secrets.</summary>
    public static readonly RedisKey Secrets = "ops:index:secrets";

    /// <summary>A signature of a control plane that was used.</summary>
    public const string SignaturePrefix = "ops:signature:";

    /// <summary>A lock that a task has: one hash of who has it and who waits, and what lists show of it.</summary>
    public const string LockPrefix = "ops:lock:";

    /// <summary>Ids of the locks that tasks have.</summary>
    public static readonly RedisKey Locks = "ops:index:locks";

    /// <summary>Agents by name; members are name, line feed, id.</summary>
    public static readonly RedisKey Agents = "ops:index:agents";

    /// <summary>Who changed what.</summary>
    public static readonly RedisKey Audit = "ops:audit";
    public static readonly RedisKey TaskAudit = "ops:audit:tasks";

    public static readonly RedisKey OutsideLogs = "agent_logs";

    /// <summary>Written once for each store; another value means that the store is another, or has lost everything.</summary>
    public static readonly RedisKey Epoch = "ops:epoch";

    /// <summary>Written to find out whether the store takes writes.</summary>
    public static readonly RedisKey Probe = "ops:probe";

    public static RedisKey Task(string taskId) => TaskPrefix + taskId;

    public static RedisKey Schedule(string id) => SchedulePrefix + id;

    public static RedisKey Workspace(string id) => WorkspacePrefix + id;

    public static RedisKey Signature(string signature) => SignaturePrefix + signature;

    public static RedisKey Secret(string name) => SecretPrefix + name;

    public static RedisKey Lock(string id) => LockPrefix + id;

    /// <summary>The sealed content of one state: a hash of its parts, by number. Until a version names it, it expires.</summary>
    public static RedisKey StateContent(string workspace, string content) => $"ops:state:{workspace}:{content}";

    public static RedisKey Agent(string agentId) => AgentPrefix + agentId;

    public static RedisKey TasksOf(string agentId) => $"{AgentPrefix}{agentId}:tasks";

    public static RedisKey OpenTasksOf(string agentId) => $"{AgentPrefix}{agentId}:open";

    public static RedisKey Deadlines(int shard) => $"ops:deadlines:{shard}";

    public static RedisKey Deadlines(string taskId) => Deadlines(DeadlineShards.Of(taskId));

    /// <summary>What happened to a host, newest first.</summary>
    public static RedisKey HostEvents(string agentId) => $"ops:host:{agentId}:events";

    /// <summary>How a host was doing: a ring of points.</summary>
    public static RedisKey HostLoad(string agentId, bool fine) => $"ops:host:{agentId}:load:{(fine ? "fine" : "coarse")}";

    public static RedisKey Log(string taskId) => "ops:log:" + taskId;

    /// <summary>Names of the newest batches of a log, where batches have names.</summary>
    public static RedisKey LogMessages(string taskId) => $"ops:log:{taskId}:messages";
}
