namespace OrleansOps.Cli;

/// <summary>An answer as read, and as it came: <c>--json</c> passes on what this version does not know.</summary>
internal sealed record Reply<T>(T Value, ReadOnlyMemory<byte> Json, int Status);
