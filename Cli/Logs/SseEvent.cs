namespace OrleansOps.Cli;

/// <summary>One server-sent event.</summary>
/// <param name="Type">Its name; "message" if it has none.</param>
/// <param name="Id">The last id seen on the stream; null if there was none yet.</param>
/// <param name="Data">Its data lines, joined by line feeds.</param>
internal sealed record SseEvent(string Type, string? Id, ReadOnlyMemory<byte> Data);
