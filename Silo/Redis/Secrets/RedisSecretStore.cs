using System.Globalization;
using System.Text.Json;
using Orleans.Storage;
using OrleansOps.Secrets;
using StackExchange.Redis;

namespace OrleansOps.Redis.Secrets;

/// <summary>Stored secrets in Redis: a hash for each, and one sorted set of all names.</summary>
internal sealed class RedisSecretStore(RedisConnection redis) : ISecretStore
{
    private const string Full = "full";

    private static readonly RedisScript WriteScript = new("secret-write");
    private static readonly RedisScript ForgetScript = new("secret-forget");
    private static readonly RedisScript PageScript = new("page-by-id");

    public async Task<SecretState?> Read(string name)
    {
        var stored = await redis.Call(database => database.HashGetAsync(RedisKeys.Secret(name), "t"));
        return stored.IsNull ? null : JsonSerializer.Deserialize<SecretState>((byte[])stored!, StoredJson.Options);
    }

    public async Task<bool> Write(string name, SecretState secret, int most)
    {
        var found = (string?)await redis.Run(
            WriteScript,
            [RedisKeys.Secret(name), RedisKeys.Secrets],
            [name, secret.Revision - 1, secret.Revision, Written(secret), Written(secret.View(name)), most]);
        if (string.Equals(found, Full, StringComparison.Ordinal))
        {
            return false;
        }

        ThrowIfAnother(name, secret.Revision - 1, found);
        return true;
    }

    public async Task Forget(string name, long revision) =>
        ThrowIfAnother(name, revision, (string?)await redis.Run(ForgetScript, [RedisKeys.Secret(name), RedisKeys.Secrets], [name, revision]));

    public async Task<SecretPage> List(string? after, int limit)
    {
        var found = (RedisResult[])(await redis.Run(PageScript, [RedisKeys.Secrets], [after is null ? "-" : $"({after}", limit, RedisKeys.SecretPrefix]))!;
        var items = found.Select(view => (byte[])view!).Where(view => view.Length > 0).Select(view => JsonSerializer.Deserialize<SecretView>(view, StoredJson.Options)!).ToList();
        return new SecretPage(items, found.Length < limit || items.Count == 0 ? null : items[^1].Name);
    }

    /// <param name="name">Of the secret.</param>
    /// <param name="expected">The revision before; 0: none.</param>
    /// <param name="stored">What a script answers: nothing, or the revision that is stored where another was expected.</param>
    private static void ThrowIfAnother(string name, long expected, string? stored)
    {
        if (stored is not null)
        {
            throw new InconsistentStateException(
                $"Secret {name}: revision {stored} is stored, and not revision {expected}.", stored, expected.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static byte[] Written<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Options);
}
