namespace OrleansOps.Tasks;

/// <summary>Somebody's word that a task is to run on a host. Nothing here knows whether it is good: the host does.</summary>
/// <param name="Host">The host that was signed.</param>
/// <param name="Until">The time that was signed.</param>
[GenerateSerializer, Immutable, Alias("ops.TaskSignature")]
public sealed record TaskSignature([property: Id(0)] string Host, [property: Id(1)] DateTimeOffset Until, [property: Id(2)] byte[] Value);
