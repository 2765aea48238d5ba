namespace OrleansOps.Health;

/// <summary>A gateway that was heard of.</summary>
/// <param name="At">When it was.</param>
/// <param name="IsGone">It has been silent since, and did not end in order.</param>
[GenerateSerializer, Immutable, Alias("ops.SeenGateway")]
public sealed record SeenGateway([property: Id(0)] GatewayReport Report, [property: Id(1)] DateTimeOffset At, [property: Id(2)] bool IsGone);
