using System.Text.Json.Serialization;

namespace OrleansOps.Protocol;

/// <summary>How far the log of an attempt is stored. What comes next must start exactly here.</summary>
/// <param name="NextSeq">Sequence number of the next record; 0 if the log takes nothing of this attempt (any more).</param>
/// <param name="StdoutOffset">Bytes of standard output stored, with those that were dropped.</param>
/// <param name="StderrOffset">The same of standard error.</param>
/// <param name="Problem">Why the last batch was refused, if it was.</param>
public sealed record LogMark(string TaskId, int Attempt, long NextSeq, long StdoutOffset, long StderrOffset, string? Problem = null)
{
    /// <summary>The task is not known, or not given to this agent with this attempt.</summary>
    [JsonIgnore]
    public bool IsClosed => NextSeq == 0;
}
