using OrleansOps.Protocol;

namespace OrleansOps.Seeds.Conversations;

/// <summary>What one message of an agent says, in the words of the native protocol.</summary>
internal sealed record SeedHeard
{
    /// <summary>What kind of message it was, for the figures; null where it is passed over.</summary>
    public string? Kind { get; private init; }

    /// <summary>Why nothing comes of it, for the figures.</summary>
    public string? PassedOver { get; private init; }

    /// <summary>What is acknowledged at once, so that it is not said for ever: nobody wants it.</summary>
    public string? Acknowledged { get; private init; }

    /// <summary>What its host is like, if it says so.</summary>
    public HostFacts? Facts { get; private init; }

    /// <summary>How its host is doing.</summary>
    public Heartbeat? Figures { get; private init; }

    /// <summary>What it is answered at once.</summary>
    public byte[]? Answer { get; private init; }

    /// <summary>Of which task it speaks.</summary>
    public SeedTaskId Task { get; private init; }

    /// <summary>What it says of the task.</summary>
    public SeedReport? Report { get; private init; }

    /// <summary>Why it is heard no longer.</summary>
    public (GoodbyeCode Code, string Reason)? Goodbye { get; private init; }

    public static SeedHeard Beat(HostFacts? facts, Heartbeat? figures, byte[]? answer) => new() { Kind = "heartbeat", Facts = facts, Figures = figures, Answer = answer };

    public static SeedHeard Of(SeedTaskId task, SeedReport report) => new() { Kind = report.End is null ? "log" : "result", Task = task, Report = report };

    /// <summary>It was understood, and there is nothing to do.</summary>
    public static SeedHeard Nothing(string kind) => new() { Kind = kind };

    public static SeedHeard Passed(string why, string? acknowledged = null) => new() { PassedOver = why, Acknowledged = acknowledged };

    /// <summary>It is for nobody, and need not be said again.</summary>
    public static SeedHeard ForNobody(string kind, string messageId) => new() { Kind = kind, Acknowledged = messageId };

    public static SeedHeard Over(GoodbyeCode code, string reason) => new() { Goodbye = (code, reason) };
}
