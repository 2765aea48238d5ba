using OrleansOps.Protocol;

namespace OrleansOps.Seeds.Conversations;

/// <summary>A line that a task printed, with its end or without.</summary>
/// <param name="Milliseconds">Since 1970; null where its agent does not say when.</param>
internal sealed record SeedLine(string Text, LogStream Stream, long? Milliseconds);
