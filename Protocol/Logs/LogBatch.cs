using System.Text.Json.Serialization;

namespace OrleansOps.Protocol;

/// <summary>
/// A run of bytes of one output stream. Bytes travel as <paramref name="Text"/> where they are valid UTF-8 and as
/// <paramref name="Raw"/> (base64 in JSON) where they are not. Where output is missing, <paramref name="Dropped"/> stands in its place and counts
/// as one record. Exactly one of the three is set.
/// </summary>
/// <param name="TaskId">Whose output.</param>
/// <param name="Attempt">Of which attempt.</param>
/// <param name="Seq">Sequence number of its first record, from 1, over both streams of the task. See <see cref="LogRecords"/>.</param>
/// <param name="Stream">Which stream.</param>
/// <param name="Offset">Offset of its first byte in that stream of this attempt.</param>
/// <param name="At">When its first byte was written.</param>
/// <param name="Times">
/// Where the time changes, in pairs: from this byte of the batch on, so many milliseconds after <paramref name="At"/>. At most
/// <see cref="Limits.BatchTimes"/> numbers; both rise or stay.
/// </param>
/// <param name="Beside">
/// How far the attempt's other stream goes before it. A log that does not stand there does not take it: what was sent again may have been cut in
/// another way, and would get between what was written before. Null: not told, by an agent of an earlier version.
/// </param>
/// <param name="TraceParent">As the task's order had it.</param>
/// <param name="Masked">How many secrets begin in it, over which the agent put a mask.</param>
public sealed record LogBatch(
    string TaskId,
    int Attempt,
    long Seq,
    LogStream Stream,
    long Offset,
    DateTimeOffset At,
    string? Text,
    byte[]? Raw,
    LogDrop? Dropped = null,
    IReadOnlyList<int>? Times = null,
    long? Beside = null,
    string? TraceParent = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Masked = 0);
