using System.Text.Json;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Says on standard error what went wrong and what to do about it.</summary>
internal static class ErrorReport
{
    public static void Say(Notes notes, CliException failure, bool json)
    {
        if (json)
        {
            notes.Line(JsonSerializer.Serialize(ErrorDocument.Of(failure), CliJson.Readable.ErrorDocument));
            return;
        }

        notes.Warn(Printable.Of(failure.Title));
        foreach (var line in Lines(failure))
        {
            notes.Line("  " + Printable.Of(line));
        }
    }

    private static IEnumerable<string> Lines(CliException failure)
    {
        if (!string.IsNullOrWhiteSpace(failure.Detail))
        {
            yield return failure.Detail;
        }

        foreach (var (field, complaints) in failure.Problem?.Errors ?? new Dictionary<string, string[]>(StringComparer.Ordinal))
        {
            foreach (var complaint in complaints.Where(complaint => !string.Equals(complaint, failure.Detail, StringComparison.Ordinal)))
            {
                yield return $"{field}: {complaint}";
            }
        }

        if (failure.Hint is { } hint)
        {
            yield return hint;
        }
    }
}
