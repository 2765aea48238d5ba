namespace OrleansOps.Tasks;

/// <summary>What became of what was to be typed.</summary>
/// <param name="Status">Whether there is a terminal to type into.</param>
/// <param name="Typed">Bytes that were typed into the attempt so far, by whoever.</param>
[GenerateSerializer, Immutable, Alias("ops.TerminalReply")]
public sealed record TerminalReply([property: Id(0)] TerminalStatus Status, [property: Id(1)] long Typed = 0);
