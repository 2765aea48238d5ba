using System.Globalization;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>Reads a list page by page, up to as many items as were asked for.</summary>
internal static class Pages
{
    /// <summary>The most that the server gives at once.</summary>
    public const int LargestPage = 500;

    /// <param name="read">Reads one page: how many items, and from which cursor.</param>
    /// <param name="wanted">How many items at most; null for all of them.</param>
    public static async Task<Page<JsonElement>> Read(Func<string, string?, Task<Reply<Page<JsonElement>>>> read, int? wanted)
    {
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var size = Math.Min(LargestPage, (wanted ?? int.MaxValue) - items.Count);
            var page = (await read(size.ToString(CultureInfo.InvariantCulture), cursor)).Value;
            items.AddRange(page.Items);
            cursor = page.Items.Count == 0 ? null : page.NextCursor;   // an empty page with a cursor would never end
        }
        while (cursor is not null && items.Count < (wanted ?? int.MaxValue));

        return new Page<JsonElement>(items, cursor);
    }
}
