namespace OrleansOps.HostAgent.Tasks;

/// <summary>The host's time zones. What libc does not know it takes for UTC without a word, so it is looked for before.</summary>
internal static class TimeZones
{
    private const string Database = "/usr/share/zoneinfo";

    /// <summary>Why a task cannot have this one; null if it can.</summary>
    public static string? Problem(string? zone) => zone is null or "UTC" || File.Exists(Path.Join(Database, zone))
        ? null
        : $"There is no time zone '{zone}' on this host ({Database}). The package tzdata brings them; their names are like Europe/Berlin.";
}
