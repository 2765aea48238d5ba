namespace OrleansOps.Cli;

/// <summary>A program that a host can download from the gateway to join with.</summary>
/// <param name="Platform">Kind of machine.</param>
/// <param name="Sha256">Its hash, in hexadecimal digits.</param>
internal sealed record HostProgram(string Platform, string Sha256);
