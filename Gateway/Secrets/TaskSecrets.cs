using System.Globalization;
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
    private const int MostTokenLength = 256;

    private readonly byte[] _sealing;
    private readonly byte[] _printing;
    private readonly byte[] _opening;

    public TaskSecrets(SecretsKey key)
    {
        _sealing = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, SecretsKey.Length, info: "ops task secrets: values"u8.ToArray());
        _printing = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, SecretsKey.Length, info: "ops task secrets: fingerprints"u8.ToArray());
        _opening = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, SecretsKey.Length, info: "ops task secrets: files"u8.ToArray());
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

    /// <summary>
    /// Opens the file of one order, for one attempt at it, as long as that is not over: <c>task.attempt.code</c>. Every gateway with the key knows it by looking at it,
    /// so none has to keep it.
    /// </summary>
    public string FileToken(string taskId, int attempt) => string.Create(
        CultureInfo.InvariantCulture, $"{taskId}.{attempt}.{Convert.ToHexStringLower(HMACSHA256.HashData(_opening, Encoding.UTF8.GetBytes(Place(taskId, attempt.ToString(CultureInfo.InvariantCulture)))))}");

    /// <summary>Whose attempt a token is of; null: it is none.</summary>
    public (string TaskId, int Attempt)? ReadFileToken(string? token) =>
        token is { Length: <= MostTokenLength } && token.Split('.') is [var taskId, var number, _] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(FileToken(taskId, attempt)))
            ? (taskId, attempt)
            : null;

    /// <summary>A task's id holds no zero.</summary>
    private static string Place(string taskId, string name) => $"{taskId}\0{name}";
}
