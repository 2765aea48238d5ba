using System.Text.Json;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>The file that somebody means: by its id, the beginning of it, or its name.</summary>
internal static class FileSelection
{
    private const int ShortestId = 8;

    public static async Task<FileView> Find(Session session, string given, CancellationToken cancel)
    {
        var found = (await Pages.Read((size, cursor) => session.Server.ListFiles(new Query().Add("text", given).Add("limit", size).Add("cursor", cursor), cancel), wanted: null))
            .Items.Select(item => item.Deserialize(CliJson.Default.FileView)!)
            .Where(file => string.Equals(file.Name, given, StringComparison.Ordinal) || file.OtherNames?.Contains(given, StringComparer.Ordinal) == true || (given.Length >= ShortestId && file.Id.StartsWith(given, StringComparison.Ordinal)))
            .ToList();
        return found switch
        {
            [var one] => one,
            [] => throw new CliException(ExitCodes.Refused, $"There is no file '{Printable.Of(given)}'.", hint: "opsctl files lists the files."),
            _ => throw new CliException(
                ExitCodes.Refused, $"Several files are called '{Printable.Of(given)}'.", string.Join(", ", found.Select(file => $"{file.Id[..Math.Min(ShortestId + 4, file.Id.Length)]} of {Show.Time(file.PutAt)}")),
                "Name one by the beginning of its id."),
        };
    }
}
