using System.Globalization;

namespace OrleansOps.Agents;

/// <summary>Why a task waits at an agent.</summary>
internal static class AgentReasons
{
    /// <param name="goneSince">Since when nobody speaks for it.</param>
    /// <param name="throttle">How many it runs at once.</param>
    /// <param name="taken">Slots that are taken.</param>
    public static Said Waits(AgentState agent, LiveSession? session, HostThrottle throttle, DateTimeOffset? goneSince, int ahead, int taken) => session switch
    {
        _ when agent.Removed => Removed(agent.Name),
        null when agent.ConnectedAt is null => Never(agent.Name),
        null => Offline(agent.Name, goneSince ?? agent.LastSeenAt),
        _ when agent.Draining => Draining(agent.Name, agent.DrainReason),
        { IsPaused: true } => Paused(agent.Name),
        _ when throttle.Pressure is { } pressure && taken >= throttle.Now(session.Slots) =>
            Throttled(agent.Name, pressure, throttle.Now(session.Slots), throttle.Allowed(session.Slots), ahead),
        _ => Ahead(agent.Name, ahead, throttle.Now(session.Slots), taken),
    };

    public static Said Never(string name) => Said.Of("hostNeverConnected", $"{name} has not connected yet; the task waits for it.", ("host", name));

    public static Said Offline(string name, DateTimeOffset? since) => Said.Of(
        "hostOffline",
        since is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"{name} is offline since {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; the task waits for it.")
            : $"{name} is offline; the task waits for it.",
        ("host", name), ("since", since));

    public static Said Removed(string name) =>
        Said.Of("hostRemoved", $"{name} was removed from the fleet; cancel the task or enrol the host again.", ("host", name));

    public static readonly Said Beside = Said.Of("beside", "Another process with this identity is connected. If it is gone, you are let in next time.");

    public static Said Copy(string? machine) => Said.Of(
        "twin",
        $"The agent of this identity is connected and alive{On(machine)}: this one is a copy of it. Give this host an identity of its own with 'ops-agent enrol --again'.",
        ("machine", machine));

    public static Said Copied(string? machine, int tasks) => Said.Of(
        "copied",
        $"The data directory is another than that of the agent which spoke before{On(machine)}, and {tasks} of its tasks may be running there. It is let in when they are over or given up. If it is a copy, give it an identity of its own with 'ops-agent enrol --again'.",
        ("machine", machine), ("tasks", tasks));

    public static Said NameTaken(string name, string id) => Said.Of(
        "nameTaken", $"Another host that was there before is called {name} ({id}). Rename this one, or remove that one; then this one is let in.", ("name", name), ("id", id));

    public static Said Paused(string name) => Said.Of("hostPaused", $"{name} takes no work for a moment; it is asked again soon.", ("host", name));

    public static Said Draining(string name, string? reason) => reason is null
        ? Said.Of("hostDraining", $"{name} is being drained and gets no new tasks; resume it, or cancel the task.", ("host", name))
        : Said.Of("hostDrainingFor", $"{name} is being drained ({reason}) and gets no new tasks; resume it, or cancel the task.", ("host", name), ("reason", reason));

    public static Said Drained(string by, string? reason) => reason is null
        ? Said.Of("drained", $"{by} drained it: it gets no new tasks.", ("by", by))
        : Said.Of("drainedFor", $"{by} drained it: it gets no new tasks. Reason: {reason}", ("by", by), ("reason", reason));

    public static Said Resumed(string by) => Said.Of("resumed", $"{by} resumed it: it gets new tasks again.", ("by", by));

    public static Said Throttled(string name, HostPressure pressure, int slots, int of, int ahead) => Said.Of(
        pressure.Cause == PressureCause.Cpu ? "throttledByCpu" : "throttledByMemory",
        $"{name} is throttled: {pressure}. It runs {slots} of {of} at a time until it is calm; {(ahead switch { 0 => "it is next", 1 => "1 task is ahead of it", _ => $"{ahead} tasks are ahead of it" })}.",
        ("host", name), ("percent", pressure.Percent), ("slots", slots), ("of", of), ("ahead", ahead));

    /// <param name="pressure">Null: it has all of its slots again.</param>
    public static Said Throttled(HostPressure? pressure) => pressure switch
    {
        null => Said.Of("unthrottled", "It was calm for a while and runs as many tasks at once as before."),
        { Cause: PressureCause.Cpu } => Said.Of("nowThrottledByCpu", $"It is throttled: {pressure}. It runs fewer tasks at once.", ("percent", pressure.Percent)),
        _ => Said.Of("nowThrottledByMemory", $"It is throttled: {pressure}. It runs fewer tasks at once.", ("percent", pressure.Percent)),
    };

    public static Said SlotsEdited(string by, int? slots, bool? throttle) => Said.All(
    [
        slots switch
        {
            null => null,
            0 => Said.Of("slotsOfAgent", $"{by} let it run as many tasks at once as its agent says.", ("by", by)),
            { } count => Said.Of("slotsLimited", $"{by} let it run {count} tasks at once at most.", ("by", by), ("slots", count)),
        },
        throttle switch
        {
            null => null,
            true => Said.Of("throttleOn", $"{by} let it run fewer tasks at once while it is under load.", ("by", by)),
            false => Said.Of("throttleOff", $"{by} let it run as many tasks at once under load as else.", ("by", by)),
        },
    ])!;

    /// <param name="taken">Slots that are taken.</param>
    public static Said Ahead(string name, int ahead, int slots, int taken) => Said.Of(
        taken >= slots ? "slotsBusy" : "tasksAhead", AheadText(name, ahead, slots, taken), ("host", name), ("ahead", ahead), ("slots", slots));

    public static Said SecretUnknown(string secret, string name) => Said.Of(
        "secretUnknown", $"There is no stored secret '{secret}', which it names. {name} was told nothing of it, and it never ran. Store the secret, and submit it again.",
        ("secret", secret), ("host", name));

    /// <param name="on">Which hosts it is for.</param>
    public static Said SecretNotForHost(string secret, string name, string on) => Said.Of(
        "secretNotForHost", $"The stored secret '{secret}' is not for {name}: it is for hosts where {on}. {name} was told nothing of the task, and it never ran.",
        ("secret", secret), ("host", name), ("on", on));

    private static string AheadText(string name, int ahead, int slots, int taken) => (ahead, taken >= slots) switch
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
