namespace OrleansOps.Terraform;

/// <summary>A content that lies in the store, sealed by the gateway.</summary>
/// <param name="Name">Under which it lies there.</param>
/// <param name="Parts">How many parts it has.</param>
/// <param name="Size">Bytes of it as it came.</param>
/// <param name="Sha256">Of it as it came: 64 lower-case hexadecimal digits.</param>
[GenerateSerializer, Immutable, Alias("ops.SealedContent")]
public sealed record SealedContent([property: Id(0)] string Name, [property: Id(1)] int Parts, [property: Id(2)] long Size, [property: Id(3)] string Sha256);
