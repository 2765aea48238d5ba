namespace OrleansOps.Schedules;

/// <summary>Somebody has a schedule start what it starts, under this id of a job or a workflow.</summary>
[GenerateSerializer, Immutable, Alias("ops.StartByHand")]
public sealed record StartByHand([property: Id(0)] string Id, [property: Id(1)] string By);
