using System.Globalization;
using Orleans.Storage;
using OrleansOps.Secrets;

namespace OrleansOps.InMemory;

/// <summary>Stored secrets in memory, sealed as anywhere else.</summary>
internal sealed class MemorySecrets : ISecretStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, SecretState> _secrets = new(StringComparer.Ordinal);

    public Task<SecretState?> Read(string name)
    {
        lock (_lock)
        {
            return Task.FromResult(_secrets.GetValueOrDefault(name));
        }
    }

    public Task<bool> Write(string name, SecretState secret, int most)
    {
        lock (_lock)
        {
            var stored = _secrets.GetValueOrDefault(name)?.Revision ?? 0;
            if (stored != secret.Revision - 1)
            {
                return Task.FromException<bool>(Another(name, stored, secret.Revision - 1));
            }

            if (stored == 0 && _secrets.Count >= most)
            {
                return Task.FromResult(false);
            }

            _secrets[name] = secret;
            return Task.FromResult(true);
        }
    }

    public Task Forget(string name, long revision)
    {
        lock (_lock)
        {
            var stored = _secrets.GetValueOrDefault(name)?.Revision ?? 0;
            if (stored != revision)
            {
                return Task.FromException(Another(name, stored, revision));
            }

            _secrets.Remove(name);
            return Task.CompletedTask;
        }
    }

    public Task<SecretPage> List(string? after, int limit)
    {
        lock (_lock)
        {
            var found = _secrets.Where(secret => string.CompareOrdinal(secret.Key, after) > 0).Select(secret => secret.Value.View(secret.Key)).Take(limit).ToList();
            return Task.FromResult(new SecretPage(found, found.Count < limit ? null : found[^1].Name));
        }
    }

    private static InconsistentStateException Another(string name, long stored, long expected) => new(
        $"Secret {name}: revision {stored} is stored, and not revision {expected}.", stored.ToString(CultureInfo.InvariantCulture), expected.ToString(CultureInfo.InvariantCulture));
}
