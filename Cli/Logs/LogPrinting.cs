using System.Text;

namespace OrleansOps.Cli;

/// <summary>How a log is shown.</summary>
/// <param name="OnlyStream">stdout or stderr; null for both.</param>
/// <param name="Timestamps">Whether each line begins with its time.</param>
/// <param name="Encoding">What the script's bytes are in, to be shown as UTF-8; null leaves them as they are.</param>
/// <param name="Raw">Whether a terminal gets its control sequences as they are.</param>
internal sealed record LogPrinting(string? OnlyStream = null, bool Timestamps = false, Encoding? Encoding = null, bool Raw = false);
