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

    private static string Busy(string name, int slots) => slots == 1 ? $"The only slot of {name} is busy" : $"All {slots} slots of {name} are busy";
}
