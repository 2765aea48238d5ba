using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>Lists of the API by their names, for who suggests words out of them and needs to know nothing else of their area.</summary>
internal static class Lists
{
    public const string Hosts = "agents";

    /// <summary>The first items, as many as the query asks for.</summary>
    public static async Task<IReadOnlyList<JsonElement>> First(this ControlPlane server, string list, Query query, CancellationToken cancel) =>
        (await server.Get($"api/v1/{list}{query}", CliJson.Default.PageJsonElement, cancel)).Value.Items;

    public static string? Text(this JsonElement item, string field) =>
        item.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
