namespace OrleansOps.Agents;

/// <summary>Something that happened to an agent.</summary>
/// <param name="Text">A sentence for the operator.</param>
[GenerateSerializer, Immutable, Alias("ops.HostEvent")]
public sealed record HostEvent(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] HostEventKind Kind,
    [property: Id(2)] Said Text);
