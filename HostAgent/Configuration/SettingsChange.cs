namespace OrleansOps.HostAgent.Configuration;

/// <summary>What another reading of the settings changes for an agent that runs.</summary>
/// <param name="Taken">What it goes by from now on, as "slots (5 -> 10)".</param>
/// <param name="AfterRestart">What it goes by when it is started again.</param>
internal sealed record SettingsChange(IReadOnlyList<string> Taken, IReadOnlyList<string> AfterRestart)
{
    /// <summary>What an agent takes up without being started again.</summary>
    private static readonly Setting[] TakenUp = [AgentSettings.LogLevel, AgentSettings.Slots, AgentSettings.KeepFree];

    public bool IsNone => Taken.Count == 0 && AfterRestart.Count == 0;

    /// <param name="values">What the agent goes by.</param>
    /// <param name="read">What the settings say now.</param>
    /// <returns>What changes, and what the agent goes by after that.</returns>
    public static (SettingsChange Change, IReadOnlyList<SettingValue> Values) Between(IReadOnlyList<SettingValue> values, IReadOnlyList<SettingValue> read)
    {
        var changed = values.Zip(read).Where(pair => !pair.First.Values.SequenceEqual(pair.Second.Values, StringComparer.Ordinal)).ToList();
        var change = new SettingsChange(
            [.. changed.Where(pair => TakenUp.Contains(pair.First.Setting)).Select(pair => Said(pair.First, pair.Second))],
            [.. changed.Where(pair => !TakenUp.Contains(pair.First.Setting)).Select(pair => Said(pair.First, pair.Second))]);
        return (change, [.. values.Zip(read).Select(pair => TakenUp.Contains(pair.First.Setting) ? pair.Second : pair.First)]);
    }

    private static string Said(SettingValue before, SettingValue now) => before.Setting.IsSecret ? before.Setting.Key : $"{before.Setting.Key} ({Value(before)} -> {Value(now)})";

    private static string Value(SettingValue value) => value.Values.Count == 0 ? value.Setting.Default : string.Join(',', value.Values);
}
