namespace OrleansOps.Protocol;

/// <summary>Somebody's word that a task is to run on a host: a signature over <see cref="SignedText"/>.</summary>
/// <param name="Host">The host that it is for: its id, or the name that it has by its own settings.</param>
/// <param name="Until">From then on it is not started any more; whole seconds.</param>
/// <param name="Value">ECDSA over P-256 with SHA-256, as ASN.1 has it (<c>openssl dgst -sha256 -sign</c>).</param>
public sealed record TaskSignature(string Host, DateTimeOffset Until, byte[] Value)
{
    /// <summary>More bytes than such a signature has.</summary>
    public const int MostBytes = 128;

    /// <summary>Characters of <see cref="Host"/>.</summary>
    public const int HostLength = 128;
}
