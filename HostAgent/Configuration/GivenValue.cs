namespace OrleansOps.HostAgent.Configuration;

/// <summary>A setting as it was given in one place.</summary>
/// <param name="Setting">Which.</param>
/// <param name="Values">Its value, or those of a list; empty: it says nothing.</param>
/// <param name="Place">Where: a file with its line, a variable, an option.</param>
internal sealed record GivenValue(Setting Setting, IReadOnlyList<string> Values, string Place);
