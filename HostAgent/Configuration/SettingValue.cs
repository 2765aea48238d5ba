namespace OrleansOps.HostAgent.Configuration;

/// <summary>A setting as it holds.</summary>
/// <param name="Setting">Which.</param>
/// <param name="Values">Its value, or those of a list; empty: its default.</param>
/// <param name="Place">Where it was given; null: nowhere.</param>
internal sealed record SettingValue(Setting Setting, IReadOnlyList<string> Values, string? Place);
