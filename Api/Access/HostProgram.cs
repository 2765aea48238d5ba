using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A program that a host can download from this gateway to join with.</summary>
public sealed record HostProgram(
    [property: Description("Kind of machine: linux-x64 or linux-arm64.")] string Platform,
    [property: Description("SHA-256 of the program, 64 hexadecimal digits. Whoever downloads it compares.")] string Sha256);
