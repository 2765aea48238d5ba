namespace OrleansOps.Secrets;

/// <summary>The value of a secret as it is stored.</summary>
/// <param name="Revision">Of what is stored: another one means that it was changed since.</param>
/// <param name="Value">Sealed.</param>
/// <param name="Key">Which key sealed it.</param>
[GenerateSerializer, Immutable, Alias("ops.SealedSecret")]
public sealed record SealedSecret([property: Id(0)] long Revision, [property: Id(1)] byte[] Value, [property: Id(2)] string Key);
