namespace OrleansOps.Health;

/// <summary>The program that answers.</summary>
public sealed record ProgramView(string Version);
