using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A part of a task's log.</summary>
public sealed record LogView(
    IReadOnlyList<LogRecord> Records,
    [property: Description("Where to read on.")] long NextSeq,
    [property: Description("The task is over and nothing comes after these records.")] bool Complete);
