using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

/// <summary>Filters and alerts go by the number of a log event, so a number belongs to one event of the control plane.</summary>
public sealed partial class EventIdTests
{
    [Fact]
    public void ANumberBelongsToOneEvent()
    {
        var events = new[] { "Grains", "Silo", "Gateway" }.SelectMany(Repository.SourceOf)
            .SelectMany(file => Event().Matches(Repository.Read(file)).Select(found => (Id: found.Groups["id"].Value, File: file)))
            .ToLookup(found => found.Id, found => found.File, StringComparer.Ordinal);
        var doubled = events.Where(id => id.Count() > 1).Select(id => $"{id.Key} in {string.Join(" and ", id)}").ToList();

        Assert.True(events.Count > 50, $"Only {events.Count} events were found.");
        Assert.True(doubled.Count == 0, string.Join("; ", doubled));
    }

    [GeneratedRegex("""LoggerMessage\(\s*(EventId = )?(?<id>[0-9]{4})""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Event();
}
