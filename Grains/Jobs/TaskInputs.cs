using OrleansOps.Tasks;

namespace OrleansOps.Jobs;

/// <summary>Values that a task gets as variables, beside those that it was asked for with.</summary>
internal static class TaskInputs
{
    public static TaskSpec With(this TaskSpec task, IReadOnlyDictionary<string, string>? inputs)
    {
        if (inputs is not { Count: > 0 })
        {
            return task;
        }

        var env = new Dictionary<string, string>(task.Env, StringComparer.Ordinal);
        foreach (var (name, value) in inputs)
        {
            env[name] = value;
        }

        return task with { Env = env };
    }
}
