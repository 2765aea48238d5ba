namespace OrleansOps.HostAgent.Configuration;

/// <summary>What the agent is told in the end.</summary>
/// <param name="Options">The same, as the agent uses it.</param>
/// <param name="File">The settings file that was read; null: there is none.</param>
/// <param name="Values">Every setting with where it comes from.</param>
/// <param name="Notes">What its reader should know and is not wrong.</param>
internal sealed record EffectiveSettings(AgentOptions Options, string? File, IReadOnlyList<SettingValue> Values, IReadOnlyList<string> Notes);
