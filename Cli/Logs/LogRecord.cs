using System.Text;

namespace OrleansOps.Cli;

/// <summary>A line of a task's output, or a piece of a long one.</summary>
/// <param name="Seq">Its number in the task's log, from 1.</param>
/// <param name="Base64">The exact bytes, only where they are not valid UTF-8.</param>
/// <param name="Dropped">Not output, but word of output that is missing here.</param>
internal sealed record LogRecord(
    long Seq, string Stream, string Text, DateTimeOffset? At = null, int Attempt = 1, string? Base64 = null, LogDrop? Dropped = null)
{
    public const string Stdout = "stdout";
    public const string Stderr = "stderr";

    /// <summary>Whether it is from that stream; null means either.</summary>
    public bool IsOf(string? stream) => stream is null || string.Equals(Stream, stream, StringComparison.Ordinal);

    /// <summary>Exactly what the script wrote.</summary>
    public byte[] Bytes() => Base64 is null ? Encoding.UTF8.GetBytes(Text) : Convert.FromBase64String(Base64);
}
