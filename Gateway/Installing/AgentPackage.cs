namespace OrleansOps.Installing;

/// <summary>The agent's program for one kind of machine.</summary>
/// <param name="Platform">Kind of machine, as <see cref="AgentPackages.Platforms"/> names it.</param>
/// <param name="Sha256">Its hash, 64 lower-case hexadecimal digits.</param>
internal sealed record AgentPackage(string Platform, string Sha256);
