namespace OrleansOps.Tests.Support;

/// <summary>What came of a load: the verdict, and how long it had to wait.</summary>
/// <param name="Verdict">Whether every promise was kept.</param>
/// <param name="Services">What was wanted, of whom, and each wait for it.</param>
/// <param name="LongestTask">The most that any of the short tasks took from its acceptance to its end.</param>
/// <param name="Refused">Requests that were answered with 503.</param>
public sealed record LoadReport(RunVerdict Verdict, IReadOnlyList<Service> Services, TimeSpan LongestTask, int Refused)
{
    /// <summary>The longest wait for one kind of thing, through every gateway.</summary>
    public IEnumerable<(string Gateway, TimeSpan Longest)> Longest(string kind) =>
        from service in Services
        where string.Equals(service.Kind, kind, StringComparison.Ordinal)
        group service.Longest by service.Gateway into waits
        orderby waits.Key
        select (waits.Key, waits.Max());

    /// <summary>The waits in one line.</summary>
    public override string ToString() =>
        string.Join("; ", Services.Select(service => service.Kind).Distinct(StringComparer.Ordinal).Select(kind =>
            $"{kind} {string.Join(" and ", Longest(kind).Select(wait => $"{wait.Longest.TotalSeconds:0.0}"))}"))
        + $" s; a short task {LongestTask.TotalSeconds:0.0} s; {Refused} times 503; {Verdict.Counts.Submitted} tasks, {Verdict.Counts.Stored} lines";
}
