using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace OrleansOps.Simulation.Server;

/// <summary>Stored states of grains: JSON and a version, as in Redis.</summary>
internal sealed class GrainStates
{
    private readonly Dictionary<string, List<(long At, byte[]? Data, string? ETag)>> _states = new(StringComparer.Ordinal);
    private long _versions;

    public (byte[]? Data, string? ETag) Read(string key) => _states.TryGetValue(key, out var versions) ? (versions[^1].Data, versions[^1].ETag) : default;

    public string Write(string key, string? expected, byte[]? data, long now)
    {
        var stored = Read(key).ETag;
        if (!string.Equals(stored ?? "", expected ?? "", StringComparison.Ordinal))
        {
            throw new InconsistentStateException($"State {key}: version '{expected}' was to be replaced, version '{stored}' is stored.", stored, expected);
        }

        var version = (++_versions).ToString(CultureInfo.InvariantCulture);
        if (!_states.TryGetValue(key, out var versions))
        {
            _states.Add(key, versions = []);
        }

        versions.Add((now, data, data is null ? null : version));
        return version;
    }

    public GrainStates AsOf(long time)
    {
        var before = new GrainStates { _versions = _versions };
        foreach (var (key, versions) in _states)
        {
            if (versions.FindAll(version => version.At <= time) is { Count: > 0 } kept)
            {
                before._states.Add(key, kept);
            }
        }

        return before;
    }

    public static byte[] Bytes<T>(T state) => JsonSerializer.SerializeToUtf8Bytes(state, StoredJson.Options);

    public static T Parse<T>(byte[] data) => JsonSerializer.Deserialize<T>(data, StoredJson.Options)!;
}
