using OrleansOps.Seeds.Conversations;
using OrleansOps.Seeds.S1;
using OrleansOps.Seeds.S2;
using OrleansOps.Seeds.S4;

namespace OrleansOps.Seeds;

/// <summary>Doors for the agents of older systems, and for a control plane of one. Each turns its own words into those of the native protocol, and knows nothing of the others.</summary>
internal static class SeedRegistration
{
    public static void AddSeeds(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SeedTokens>();
        builder.Services.AddSingleton<SeedFacts>();
        builder.Services.AddSingleton<SeedLargeMessages>();
        builder.Services.AddSingleton<SeedServices>();
        builder.Services.AddSingleton<SeedConversations>();
        builder.Services.AddHostedService<SeedClockLoop>();
        builder.AddS1();
        builder.AddS2();
        builder.AddS4();
    }

    public static void MapSeeds(this WebApplication app)
    {
        app.MapS1();
        app.MapS2();
        app.MapS4();
    }
}
