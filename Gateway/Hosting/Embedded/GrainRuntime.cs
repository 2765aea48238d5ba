using Orleans.Hosting.Embedded;

namespace OrleansOps.Hosting;

/// <summary>The grains run in this process, on the embedded runtime.</summary>
internal static class GrainRuntime
{
    public const string Name = "Embedded";

    /// <summary>An exception at start that says all there is to say.</summary>
    public static bool IsRefusal(Exception error) => error is StoreInUseException;

    public static void AddGrains(this WebApplicationBuilder builder) => builder.AddOpsSilo();

    /// <summary>Address of the runtime's own pages: there are none.</summary>
    public static string? Dashboard(IConfiguration configuration) => null;

    /// <summary>The embedded runtime has no pages of its own.</summary>
    public static void MapGrainDashboard(this WebApplication app) => ArgumentNullException.ThrowIfNull(app);
}
