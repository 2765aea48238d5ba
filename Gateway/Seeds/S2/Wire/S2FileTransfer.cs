using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansOps.Seeds.S2.Wire;

/// <summary>A file that is fetched from an address and put on the host.</summary>
internal sealed record S2FileTransfer
{
    public string? RemotePath { get; init; }

    /// <summary>MiB a second; 0: as fast as it goes.</summary>
    public long? BandwidthLimit { get; init; }

    public string? DownloadUrl { get; init; }

    /// <summary>SHA-256.</summary>
    public string? Checksum { get; init; }

    public long? Size { get; init; }

    public IReadOnlyDictionary<string, string?>? AuthHeaders { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
