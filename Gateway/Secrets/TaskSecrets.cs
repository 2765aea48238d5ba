using System.Security.Cryptography;
using System.Text;
using OrleansOps.Transport;

namespace OrleansOps.Secrets;

/// <summary>
/// Seals the values of secret variables before they leave the gateway for the store, and opens them where an order is written to its agent. So
/// silos and Redis never see them. A sealed value belongs to its task and its name: moved elsewhere it does not open.
/// </summary>
internal sealed class TaskSecrets
{
    private readonly byte[] _sealing;
    private readonly byte[] _printing;

    public TaskSecrets(SecretsKey key)
    {
        _sealing = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, SecretsKey.Length, info: "ops task secrets: values"u8.ToArray());
        _printing = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, SecretsKey.Length, info: "ops task secrets: fingerprints"u8.ToArray());
    }

    public IReadOnlyDictionary<string, byte[]>? Seal(string taskId, IReadOnlyDictionary<string, string?>? values) =>
        values is not { Count: > 0 } ? null : values.ToDictionary(value => value.Key, value => SealedText.Seal(_sealing, Place(taskId, value.Key), value.Value!), StringComparer.Ordinal);

    /// <summary>Name and value of each; null if one was sealed with another key, or was changed since.</summary>
    public IReadOnlyDictionary<string, string>? Open(string taskId, IReadOnlyDictionary<string, byte[]> values)
    {
        try
        {
            return values.ToDictionary(value => value.Key, value => SealedText.Open(_sealing, Place(taskId, value.Key), value.Value), StringComparer.Ordinal);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Tells whether two values are the same, and to nobody without the key what they are.</summary>
    public byte[] Print(string value) => HMACSHA256.HashData(_printing, Encoding.UTF8.GetBytes(value));

    /// <summary>A task's id holds no zero.</summary>
    private static string Place(string taskId, string name) => $"{taskId}\0{name}";
}
