using System.ComponentModel;

namespace OrleansOps.Rest;

/// <summary>A part of a task's log.</summary>
internal sealed record LogView(
    IReadOnlyList<LogRecord> Records,
    [property: Description("Where to read on.")] long NextSeq,
    [property: Description("The task is over and nothing comes after these records.")] bool Complete);
