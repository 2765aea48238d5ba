using System.Text.RegularExpressions;

namespace OrleansOps.Tests.Gateway.Metrics;

/// <summary>What deploy/ has for monitoring.</summary>
internal static partial class Deployed
{
    public static string Prometheus { get; } = Find("deploy/prometheus");

    public static string Board { get; } = Path.Combine(Find("deploy/grafana"), "orleansops.json");

    public static string Alerts { get; } = Path.Combine(Prometheus, "alerts.yml");

    /// <summary>Names of metrics in expressions.</summary>
    public static IReadOnlySet<string> MetricsIn(IEnumerable<string> expressions) =>
        expressions.SelectMany(expression => Metric().Matches(Labels().Replace(expression, ""))).Select(name => name.Value).ToHashSet(StringComparer.Ordinal);

    private static string Find(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansOps.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return Path.Combine(folder.FullName, path);
    }

    [GeneratedRegex(@"\b(by|on) \([^)]*\)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b(ops|dotnet|orleans|http|kestrel)_[a-z0-9_]+", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Metric();
}
