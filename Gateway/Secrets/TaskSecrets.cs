using System.Globalization;

namespace OrleansOps.Secrets;

/// <summary>
/// Seals the values of secret variables before they leave the gateway for the store, and opens them where an order is written to its agent. So
/// silos and Redis never see them. A sealed value belongs to its task and its name: moved elsewhere it does not open.
/// </summary>
internal sealed class TaskSecrets(SecretsKey keys)
{
    private const int MostTokenLength = 256;

    private readonly SealingKeys _sealing = new(keys, "ops task secrets: values");
    private readonly SealingKeys _printing = new(keys, "ops task secrets: fingerprints");
    private readonly SealingKeys _opening = new(keys, "ops task secrets: files");
    private readonly SecretSeal _stored = new(keys);

    public IReadOnlyDictionary<string, byte[]>? Seal(string taskId, IReadOnlyDictionary<string, string?>? values) =>
        values is not { Count: > 0 } ? null : values.ToDictionary(value => value.Key, value => _sealing.Seal(Place(taskId, value.Key), value.Value!), StringComparer.Ordinal);

    /// <summary>Name and value of each; null if one was sealed with another key, or was changed since.</summary>
    public IReadOnlyDictionary<string, string>? Open(string taskId, IReadOnlyDictionary<string, byte[]> values) =>
        All(values, value => _sealing.OpenText(Place(taskId, value.Key), value.Value));

    /// <summary>Variable and value of each stored secret; null if one does not open.</summary>
    /// <param name="names">Variable and name of each.</param>
    /// <param name="values">Variable and sealed value of each.</param>
    public IReadOnlyDictionary<string, string>? OpenStored(IReadOnlyDictionary<string, string> names, IReadOnlyDictionary<string, byte[]> values) =>
        All(values, value => names.TryGetValue(value.Key, out var name) ? _stored.Open(name, value.Value) : null);

    /// <summary>Tells whether two values are the same, and to nobody without the key what they are.</summary>
    public byte[] Print(string value) => _printing.Sign(value);

    /// <summary>
    /// Opens the file of one order, for one attempt at it, as long as that is not over: <c>task.attempt.code</c>. Every gateway with the key knows it by looking at it,
    /// so none has to keep it.
    /// </summary>
    public string FileToken(string taskId, int attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"{taskId}.{attempt}.{Convert.ToHexStringLower(_opening.Sign(Attempt(taskId, attempt)))}");

    /// <summary>Whose attempt a token is of; null: it is none.</summary>
    public (string TaskId, int Attempt)? ReadFileToken(string? token) =>
        token is { Length: <= MostTokenLength } && token.Split('.') is [var taskId, var number, var code] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            && string.Equals(number, attempt.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            && _opening.IsSigned(Attempt(taskId, attempt), code)
            ? (taskId, attempt)
            : null;

    private static Dictionary<string, string>? All(IReadOnlyDictionary<string, byte[]> values, Func<KeyValuePair<string, byte[]>, string?> open)
    {
        var opened = new Dictionary<string, string>(values.Count, StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (open(value) is not { } text)
            {
                return null;
            }

            opened[value.Key] = text;
        }

        return opened;
    }

    private static string Attempt(string taskId, int attempt) => Place(taskId, attempt.ToString(CultureInfo.InvariantCulture));

    /// <summary>A task's id holds no zero.</summary>
    private static string Place(string taskId, string name) => $"{taskId}\0{name}";
}
