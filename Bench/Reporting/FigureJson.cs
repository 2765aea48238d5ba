using System.Text.Json;

namespace OrleansOps.Bench;

/// <summary>The figures as a program reads them: a list of name, value, unit, limit and ratio.</summary>
internal static class FigureJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task Write(string path, IReadOnlyList<Figure> figures)
    {
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, figures, Format);
    }
}
