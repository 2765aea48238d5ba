using System.Security.Cryptography;
using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// Seals the secrets of orders that go into the journal (AES-256-GCM, each bound to its task and name): who has a copy of the journal has none of them.
/// </summary>
/// <param name="key">Lies beside the journal, in a file of its own. 32 bytes.</param>
internal sealed class JournalSeal(byte[] key)
{
    public const int KeyBytes = 32;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public JournalEntry Seal(JournalEntry entry) =>
        entry.Accepted is { Secrets: { Count: > 0 } secrets } order ? entry with { Accepted = order with { Secrets = Each(order, secrets, Seal) } } : entry;

    /// <exception cref="AgentStartException">It was sealed with another key.</exception>
    public RunTask Open(RunTask order) =>
        order.Secrets is { Count: > 0 } secrets ? order with { Secrets = Each(order, secrets, Open) } : order;

    private static Dictionary<string, string> Each(RunTask order, IReadOnlyDictionary<string, string> secrets, Func<byte[], string, string> turn) =>
        secrets.ToDictionary(secret => secret.Key, secret => turn(Encoding.UTF8.GetBytes($"{order.TaskId}\0{secret.Key}"), secret.Value), StringComparer.Ordinal);

    private string Seal(byte[] place, string value)
    {
        var plain = Encoding.UTF8.GetBytes(value);
        var whole = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(whole.AsSpan(0, NonceBytes), plain, whole.AsSpan(NonceBytes + TagBytes), whole.AsSpan(NonceBytes, TagBytes), place);
        return Convert.ToBase64String(whole);
    }

    private string Open(byte[] place, string value)
    {
        try
        {
            var whole = Convert.FromBase64String(value);
            var plain = new byte[Math.Max(0, whole.Length - NonceBytes - TagBytes)];
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(whole.AsSpan(0, NonceBytes), whole.AsSpan(NonceBytes + TagBytes), whole.AsSpan(NonceBytes, TagBytes), plain, place);
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception failed) when (failed is CryptographicException or FormatException or ArgumentOutOfRangeException)
        {
            throw new AgentStartException("The journal holds a task with secrets that the file journal.key beside it does not open. Put back the one that was there when the task came.", failed);
        }
    }
}
