using System.ComponentModel;
using OrleansOps.Logs;

namespace OrleansOps.Api;

/// <summary>A line of output with its newline, or a piece of a longer line.</summary>
public sealed record LogRecord
{
    [Description("Its number in the task's log, from 1 without gaps, over both streams.")]
    public required long Seq { get; init; }

    public required LogStream Stream { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Attempt { get; init; }

    public required string Text { get; init; }

    [Description("The exact bytes, where they are not valid UTF-8; text then holds U+FFFD.")]
    public byte[]? Base64 { get; init; }

    [Description("Not a line, but word of output that is missing here; text is empty then.")]
    public LogDrop? Dropped { get; init; }
}
