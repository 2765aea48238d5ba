using OrleansOps.Seeds.S1.Wire;

namespace OrleansOps.Seeds.S1.Conversations;

/// <summary>One message of a task that its agent keeps until it is acknowledged: lines, or the end. Touched under the lock of its <see cref="S1Output"/> alone.</summary>
internal sealed class S1Report(string messageId, IReadOnlyList<S1Part> parts, S1Result? result)
{
    public string MessageId => messageId;

    /// <summary>Lines; none where this is the end.</summary>
    public IReadOnlyList<S1Part> Parts => parts;

    public S1Result? Result => result;

    public int Bytes { get; } = parts.Sum(part => part.Bytes.Length);

    /// <summary>How often it came, and is to be acknowledged.</summary>
    public int Times { get; set; } = 1;

    /// <summary>It is on its way to the log.</summary>
    public bool IsOut { get; set; }
}
