using OrleansOps.Protocol;

namespace OrleansOps.Seeds.Conversations;

/// <summary>One message of a task: lines, or the end. Touched under the lock of its <see cref="SeedOutput"/> alone.</summary>
/// <param name="messageId">What its agent, or its door, calls it.</param>
/// <param name="parts">Lines; none where this is the end.</param>
/// <param name="end">How it ended, without what only the log knows.</param>
/// <param name="whole">All that the task printed, which is stored where nothing came of it before.</param>
internal sealed class SeedReport(string messageId, IReadOnlyList<SeedPart> parts, TaskEnded? end, IReadOnlyList<SeedPart>? whole = null)
{
    /// <summary>Of a message without a line.</summary>
    public const int Overhead = 256;

    public string MessageId => messageId;

    public IReadOnlyList<SeedPart> Parts => parts;

    public TaskEnded? End => end;

    public IReadOnlyList<SeedPart> Whole { get; private set; } = whole ?? [];

    /// <summary>What it takes while it waits.</summary>
    public int Bytes => Overhead + parts.Sum(part => part.Bytes.Length) + Whole.Sum(part => part.Bytes.Length);

    /// <summary>How often it came, and is to be acknowledged.</summary>
    public int Times { get; set; } = 1;

    /// <summary>It is on its way to the log.</summary>
    public bool IsOut { get; set; }

    /// <summary>The whole as lines before the end; null where there is none.</summary>
    public SeedReport? TakeWhole()
    {
        var taken = Whole.Count > 0 ? new SeedReport($"{messageId}:whole", Whole, end: null) : null;
        Whole = [];
        return taken;
    }
}
