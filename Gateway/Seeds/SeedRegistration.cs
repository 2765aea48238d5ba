using OrleansOps.Seeds.S1;

namespace OrleansOps.Seeds;

/// <summary>Doors for the agents of older systems. Each turns its own words into those of the native protocol, and knows nothing of the others.</summary>
internal static class SeedRegistration
{
    public static void AddSeeds(this WebApplicationBuilder builder) => builder.AddS1();

    public static void MapSeeds(this WebApplication app) => app.MapS1();
}
