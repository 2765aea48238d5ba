namespace OrleansOps.Cli;

/// <summary>Where to speak, and as whom.</summary>
/// <param name="Source">Where this was found, for <c>whoami</c>.</param>
internal sealed record Login(Uri Server, string Token, string Source);
