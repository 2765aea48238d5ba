using System.Reflection;

namespace OrleansOps.Browser;

/// <summary>Where these tests are, and where the programs that they start were built.</summary>
internal static class Place
{
    public static string Source { get; } = Metadata("Source");

    public static string Builds { get; } = Metadata("Builds");

    public static string Configuration { get; } = Metadata("Configuration");

    private static string Metadata(string key) =>
        typeof(Place).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(pair => string.Equals(pair.Key, key, StringComparison.Ordinal)).Value!;
}
