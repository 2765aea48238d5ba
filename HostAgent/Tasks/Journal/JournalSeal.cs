using System.Security.Cryptography;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;
using OrleansOps.Transport;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// Seals the secrets of orders that go into the journal (AES-256-GCM, each bound to its task and name): who has a copy of the journal has none of them.
/// </summary>
/// <param name="key">Lies beside the journal, in a file of its own. 32 bytes.</param>
internal sealed class JournalSeal(byte[] key)
{
    public const int KeyBytes = 32;

    public JournalEntry Seal(JournalEntry entry) => entry switch
    {
        { Accepted: { Secrets: { Count: > 0 } secrets } order } => entry with { Accepted = order with { Secrets = Each(order, secrets, Seal) } },
        { Heard: { } heard } => entry with { Heard = heard with { Masks = [.. heard.Masks.Select(mask => Seal(PlaceOf(heard), mask))] } },
        _ => entry,
    };

    /// <exception cref="AgentStartException">It was sealed with another key.</exception>
    public RunTask Open(RunTask order) =>
        order.Secrets is { Count: > 0 } secrets ? order with { Secrets = Each(order, secrets, Open) } : order;

    /// <exception cref="AgentStartException">It was sealed with another key.</exception>
    public HeardCommands? Open(HeardCommands? heard) =>
        heard is null ? null : heard with { Masks = [.. heard.Masks.Select(mask => Open(PlaceOf(heard), mask))] };

    /// <summary>No variable has such a name.</summary>
    private static string PlaceOf(HeardCommands heard) => $"{heard.Attempt.TaskId}\0##[add-mask]";

    private static Dictionary<string, string> Each(RunTask order, IReadOnlyDictionary<string, string> secrets, Func<string, string, string> turn) =>
        secrets.ToDictionary(secret => secret.Key, secret => turn($"{order.TaskId}\0{secret.Key}", secret.Value), StringComparer.Ordinal);

    private string Seal(string place, string value) => Convert.ToBase64String(SealedText.Seal(key, place, value));

    private string Open(string place, string value)
    {
        try
        {
            return SealedText.Open(key, place, Convert.FromBase64String(value));
        }
        catch (Exception failed) when (failed is CryptographicException or FormatException)
        {
            throw new AgentStartException("The journal holds a task with secrets that the file journal.key beside it does not open. Put back the one that was there when the task came.", failed);
        }
    }
}
