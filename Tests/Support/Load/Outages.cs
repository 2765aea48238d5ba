namespace OrleansOps.Tests.Support;

/// <summary>
/// Which fault let whom wait: each wait counts for the fault that it began with, or else for the last one before. A fault that comes when
/// somebody waits already is not to blame.
/// </summary>
public static class Outages
{
    /// <summary>The last line before a fault may be so old.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait for each kind of service, by kind of fault.</summary>
    /// <param name="faults">In their order: what it was, and when it began.</param>
    /// <param name="services">Who waited.</param>
    public static SortedDictionary<string, SortedDictionary<string, TimeSpan>> ByFault(
        IReadOnlyList<(string Kind, long At)> faults, IEnumerable<Service> services)
    {
        var longest = new SortedDictionary<string, SortedDictionary<string, TimeSpan>>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            foreach (var wait in service.Waits)
            {
                if (Cause(faults, wait) is { } kind)
                {
                    longest.TryAdd(kind, new SortedDictionary<string, TimeSpan>(StringComparer.Ordinal));
                    longest[kind][service.Kind] = Max(longest[kind].GetValueOrDefault(service.Kind), wait.Length);
                }
            }
        }

        return longest;
    }

    private static string? Cause(IReadOnlyList<(string Kind, long At)> faults, Wait wait)
    {
        var during = faults.FirstOrDefault(fault => fault.At >= wait.Since && TimeProvider.System.GetElapsedTime(wait.Since, fault.At) <= Between);
        return during.Kind ?? faults.LastOrDefault(fault => fault.At < wait.Since).Kind;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
