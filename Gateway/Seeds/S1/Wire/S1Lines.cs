using OrleansOps.Protocol;
using OrleansOps.Seeds.Conversations;

namespace OrleansOps.Seeds.S1.Wire;

/// <summary>The lines of one message as parts of the log.</summary>
internal static class S1Lines
{
    public static IReadOnlyList<SeedPart> Parts(string messageId, IEnumerable<S1LogLine?> lines) => SeedLines.Parts(
        messageId,
        lines.OfType<S1LogLine>().Where(line => line.Content is not null)
            .Select(line => new SeedLine(line.Content!, line.Stream is "stderr" ? LogStream.Stderr : LogStream.Stdout, line.Timestamp is > 0 and <= SeedLines.LastMoment / 1000 and var seconds ? seconds * 1000 : null)));
}
