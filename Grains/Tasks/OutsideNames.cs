namespace OrleansOps.Tasks;

/// <summary>The names under which other systems know a task.</summary>
public static class OutsideNames
{
    /// <summary>Label that names the execution a task belongs to.</summary>
    public const string ExecutionLabel = "execution_id";

    /// <summary>Label that names an agent's host.</summary>
    public const string HostLabel = "host_id";

    /// <summary>
    /// The execution: its label, or the first part of an id of the form <c>{execution}_{step}_{host}_{random}</c>, or the task itself.
    /// Readers of the streams skip entries without one.
    /// </summary>
    public static string Execution(string taskId, IReadOnlyDictionary<string, string> labels)
    {
        if (labels.TryGetValue(ExecutionLabel, out var named))
        {
            return named;
        }

        var parts = taskId.Split('_');
        return parts.Length == 4 && parts.All(part => part.Length > 0) ? parts[0] : taskId;
    }

    /// <summary>The host: the label on the task, or the agent.</summary>
    public static string Host(string agentId, IReadOnlyDictionary<string, string> labels) => labels.GetValueOrDefault(HostLabel, agentId);
}
