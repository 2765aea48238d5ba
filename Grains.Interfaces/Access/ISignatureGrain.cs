namespace OrleansOps.Access;

/// <summary>Signatures of requests that were let in, for gateways, which have no way to the store of their own. Key: 0.</summary>
[Alias("ops.ISignatureGrain")]
public interface ISignatureGrain : IGrainWithIntegerKey
{
    /// <summary>Uses a signature up. False: it was used before, at whatever gateway.</summary>
    /// <param name="signature">64 hexadecimal digits, in small letters.</param>
    /// <param name="keep">How long it is known: longer than its time stamp is taken.</param>
    [Alias("Use")]
    Task<bool> Use(string signature, TimeSpan keep);
}
