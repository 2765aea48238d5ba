using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

/// <summary>One place knows by which exceptions the cluster says that it cannot answer now; everybody else asks there (<c>MeansUnavailable</c>).</summary>
public sealed partial class UnavailabilityRulesTests
{
    private const string ThePlace = "Grains.Interfaces/Health/Unavailability.cs";

    /// <summary>Where somebody waits with a limit of his own, for something that is no call of a grain.</summary>
    private static readonly string[] OwnWaits =
    [
        "Gateway/Operators/Streams/EventStream.cs",         // a reader that takes nothing
        "Gateway/Sockets/Connections/AgentSocket.cs",       // an agent that takes nothing
        "Grains/LongPolls.cs",                 // news that do not come
        "Silo/Hosting/ProcessRun.cs",          // a host that does not stop
        "Silo/Redis/RedisConnection.cs",       // Redis
    ];

    private static IEnumerable<(string File, int Number, string Line)> Catches =>
        from project in new[] { "Grains.Interfaces", "Grains", "Silo", "Gateway" }
        from file in Repository.SourceOf(project)
        from line in Repository.Lines(file).Select((text, index) => (Text: text, Number: index + 1))
        where Catch().IsMatch(line.Text) && !file.EndsWith(ThePlace, StringComparison.Ordinal)
        select (file.Replace('\\', '/'), line.Number, line.Text.Trim());

    [Fact]
    public void NobodyElseNamesWhatLosesACall() => AssertNone(Catches.Where(found => Lost().IsMatch(found.Line)));

    [Fact]
    public void ATimeOutIsCaughtWhereSomebodyWaitsHimself() =>
        AssertNone(Catches.Where(found => TimeOut().IsMatch(found.Line) && !OwnWaits.Any(own => found.File.EndsWith(own, StringComparison.Ordinal))));

    [Fact]
    public void ThePlacesThatMayAreThere() =>
        Assert.All(OwnWaits, own => Assert.Contains(Catches, found => found.File.EndsWith(own, StringComparison.Ordinal) && TimeOut().IsMatch(found.Line)));

    private static void AssertNone(IEnumerable<(string File, int Number, string Line)> found)
    {
        var wrong = found.Select(one => $"{one.File}:{one.Number}: {one.Line}").ToList();
        Assert.True(wrong.Count == 0, $"Ask Unavailability instead:{Environment.NewLine}{string.Join(Environment.NewLine, wrong)}");
    }

    [GeneratedRegex(@"\bcatch\b", RegexOptions.None, 1_000)]
    private static partial Regex Catch();

    [GeneratedRegex(@"\b(OrleansMessageRejection|SiloUnavailable|ConnectionFailed|ClientNotAvailable|GatewayTooBusy|InconsistentState|OrleansException)\w*\b", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Lost();

    [GeneratedRegex(@"\bTimeoutException\b", RegexOptions.None, 1_000)]
    private static partial Regex TimeOut();
}
