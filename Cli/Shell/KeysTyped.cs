namespace OrleansOps.Cli;

/// <summary>Bytes for a task's terminal.</summary>
/// <param name="At">Where they stand among all that are ever typed into it.</param>
internal sealed record KeysTyped(long At, byte[] Data);
