namespace OrleansOps;

/// <summary>Names that grains, their hosts and their callers must agree on.</summary>
public static class Names
{
    /// <summary>Grain storage.</summary>
    public const string Storage = "redis";

    /// <summary>Stream provider.</summary>
    public const string Streams = "logs";

    /// <summary>In the request context of a task's submission: the host that it belongs to, for its placement.</summary>
    public const string Host = "ops.host";

    /// <summary>Stream namespace of task output; the stream's key is the task id.</summary>
    public const string TaskLogs = "task-logs";
}
