using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

/// <summary>Filters and alerts go by the number of a log event, so in one program a number belongs to one event.</summary>
public sealed partial class EventIdTests
{
    [Theory]
    [InlineData("the control plane", 100, "Grains", "Silo", "Gateway")]
    [InlineData("the agent", 40, "HostAgent")]
    public void ANumberBelongsToOneEvent(string program, int least, params string[] projects)
    {
        var events = projects.SelectMany(Repository.SourceOf)
            .SelectMany(file => Event().Matches(Repository.Read(file)).Select(found => (Id: found.Groups["id"].Value, File: file)))
            .ToLookup(found => found.Id, found => found.File, StringComparer.Ordinal);
        var doubled = events.Where(id => id.Count() > 1).Select(id => $"{id.Key} in {string.Join(" and ", id)}").ToList();

        Assert.True(events.Count > least, $"Only {events.Count} events of {program} were found.");
        Assert.True(doubled.Count == 0, string.Join("; ", doubled));
    }

    [GeneratedRegex("""LoggerMessage\(\s*(EventId = )?(?<id>[0-9]{4})""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Event();
}
