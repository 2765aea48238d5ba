namespace OrleansOps.Simulation.World;

/// <summary>Judges what live readers are told: the end of a task comes to them with it, and not with some later look.</summary>
internal sealed class FollowJudge(SimulatedWorld world)
{
    /// <summary>Far more than a few calls take when nothing is broken, far less than a question waits for news.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _due = new(StringComparer.Ordinal);

    /// <summary>Something of a task is stored.</summary>
    public void Stored(SimulatedTask task)
    {
        if (task.Reader is not null && world.IsCalm && task.IsOver && IsWhole(task) && _due.Add(task.Id))
        {
            world.Scheduler.After(Limit, null, "the reader has the end", () => Judge(task));
        }
    }

    private void Judge(SimulatedTask task)
    {
        if (!task.Reader!.HasEnd && !world.Promises.IsStoreHurt)
        {
            world.Promises.Break("A follower's end comes", $"{task.Id} and its log have been stored whole for {Limit.TotalSeconds} s, and its reader was not told");
        }
    }

    private static bool IsWhole(SimulatedTask task) => (task.Stored!.Result ?? task.Stored.LateResult) is not { } result
        || (task.Log.Stdout >= result.Printed(Logs.LogStream.Stdout) && task.Log.Stderr >= result.Printed(Logs.LogStream.Stderr));
}
