namespace OrleansOps.Cli;

/// <summary>Where to speak, and as whom.</summary>
/// <param name="Servers">Gateways of one installation: the first that is there is spoken to.</param>
/// <param name="Source">Where this was found, for <c>whoami</c>.</param>
internal sealed record Login(IReadOnlyList<Uri> Servers, string Token, string Source);
