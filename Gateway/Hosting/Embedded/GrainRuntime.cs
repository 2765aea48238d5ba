namespace OrleansOps.Hosting;

/// <summary>The grains run in this process, on the embedded runtime.</summary>
internal static class GrainRuntime
{
    public const string Name = "Embedded";

    public static void AddGrains(this WebApplicationBuilder builder) => builder.AddOpsSilo();

    /// <summary>The embedded runtime has no pages of its own.</summary>
    public static void MapGrainDashboard(this WebApplication app) => ArgumentNullException.ThrowIfNull(app);
}
