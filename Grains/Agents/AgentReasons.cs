using System.Globalization;

namespace OrleansOps.Agents;

/// <summary>Why a task waits at an agent.</summary>
internal static class AgentReasons
{
    public static string Never(string name) => $"{name} has not connected yet; the task waits for it.";

    public static string Offline(string name, DateTimeOffset? since) =>
        since is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"{name} is offline since {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; the task waits for it.")
            : $"{name} is offline; the task waits for it.";

    public static string Removed(string name) => $"{name} was removed from the fleet; cancel the task or enrol the host again.";

    public const string Beside = "Another process with this identity is connected. If it is gone, you are let in next time.";

    public static string Twin(string? host) =>
        $"The agent of this identity is connected and alive{On(host)}: this one is a copy of it. Give this host an identity of its own with 'ops-agent enrol --again'.";

    public static string Copied(string? host, int tasks) =>
        $"The data directory is another than that of the agent which spoke before{On(host)}, and {tasks} of its tasks may be running there. It is let in when they are over or given up. If it is a copy, give it an identity of its own with 'ops-agent enrol --again'.";

    public static string Paused(string name) => $"{name} takes no work for a moment; it is asked again soon.";

    public static string Draining(string name) => $"{name} is being drained and gets no new tasks; resume it, or cancel the task.";

    /// <param name="taken">Slots that are taken.</param>
    public static string Ahead(string name, int ahead, int slots, int taken) => (ahead, taken >= slots) switch
    {
        (0, false) => $"Next on {name}, which runs {slots} at a time.",
        (0, true) => $"{Busy(name, slots)}; it is next.",
        (1, false) => $"1 task is ahead on {name}, which runs {slots} at a time.",
        (1, true) => $"{Busy(name, slots)}; 1 task is ahead of it.",
        (_, false) => $"{ahead} tasks are ahead on {name}, which runs {slots} at a time.",
        (_, true) => $"{Busy(name, slots)}; {ahead} tasks are ahead of it.",
    };

    private static string On(string? host) => host is null ? "" : $" on {host}";

    private static string Busy(string name, int slots) => slots == 1 ? $"The only slot of {name} is busy" : $"All {slots} slots of {name} are busy";
}
