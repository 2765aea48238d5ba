using OrleansOps.Protocol;

namespace OrleansOps.Seeds.Conversations;

/// <summary>What one message brings of one stream, 1 byte to 64 KiB.</summary>
/// <param name="Name">The message's id, and which part of it this is.</param>
/// <param name="At">When its first line was printed.</param>
/// <param name="Times">Where that changes, as in <see cref="LogBatch"/>.</param>
internal sealed record SeedPart(string Name, LogStream Stream, byte[] Bytes, DateTimeOffset At, IReadOnlyList<int>? Times);
