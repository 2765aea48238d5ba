using System.Globalization;
using System.Text.Json;
using OrleansOps.Http;
using OrleansOps.Protocol;

namespace OrleansOps.Seeds.S4.Wire;

/// <summary>What an S4 agent says of its host, in both of its shapes, in the words of the native protocol. What it calls unknown is left out.</summary>
internal static class S4Hosts
{
    private const int TextLength = 256;
    private const int MostCores = 100_000;
    private const double MostBytes = 1L << 60;

    public static HostFacts Facts(JsonElement system, string name) => new(
        Text(In(system, "network", "hostname")) ?? name,
        string.Join(' ', ((string?[])[Text(In(system, "os", "type") ?? In(system, "os_type")), Text(In(system, "os", "version") ?? In(system, "os_version"))]).OfType<string>()) is var os && os.Length <= TextLength ? os : os[..TextLength],
        Text(In(system, "os", "kernel")) ?? "",
        Architecture: "",
        Cpus: Number(In(system, "cpu", "cores") ?? In(system, "cpu_info", "cores")) is > 0 and <= MostCores and var cores ? (int)cores : 0,
        MemoryBytes: Size(system, "memory", "total") ?? 0,
        DateTimeOffset.UnixEpoch,
        Text(In(system, "network", "ip") ?? In(system, "node_ip")) is { } address ? [address] : []);

    /// <param name="directory">It says how full that file system is that has its directory.</param>
    public static Heartbeat Beat(JsonElement system, string directory) => new(
        Number(In(system, "cpu", "usage_percent") ?? In(system, "cpu_info", "usage_percent")) is { } share ? Math.Clamp(share, 0, 100) : null,
        Size(system, "memory", "used"),
        Load: null,
        UptimeSeconds: null,
        Size(system, "disk", "total") is > 0 and var total && Size(system, "disk", "used") is { } used ? [new DiskUse(directory, total, Math.Min(used, total))] : null,
        Running: 0, Waiting: 0, UnsentBytes: 0);

    private static long? Size(JsonElement system, string part, string name)
    {
        var whole = In(system, part) ?? In(system, $"{part}_info");
        var unit = whole is { } figures && In(figures, "unit") is { ValueKind: JsonValueKind.String } text ? text.GetString() : "MB";
        double? factor = unit switch { "B" => 1, "KB" => 1024, "MB" => 1024 * 1024, "GB" => 1024 * 1024 * 1024, _ => null };
        return whole is { } known && Number(In(known, name)) * factor is { } bytes and >= 0 and < MostBytes ? (long)bytes : null;
    }

    private static double? Number(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var figure) && double.IsFinite(figure) && figure >= 0 => figure,
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var figure) && double.IsFinite(figure) && figure >= 0 => figure,
        _ => null,
    };

    private static string? Text(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 and <= TextLength } known && ShownText.IsPrintable(known)
        && !known.Equals("unknown", StringComparison.OrdinalIgnoreCase) && known is not "未知"
            ? known : null;

    private static JsonElement? In(JsonElement value, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return value.ValueKind == JsonValueKind.Null ? null : value;
    }
}
