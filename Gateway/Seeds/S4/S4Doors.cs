using OrleansOps.Access;

namespace OrleansOps.Seeds.S4;

/// <summary>Where agents of S4 knock, and what is behind it.</summary>
internal static class S4Doors
{
    public static void AddS4(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<S4Options>().BindConfiguration(S4Options.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<S4SocketDoor>();
    }

    public static void MapS4(this WebApplication app)
    {
        var pipeline = ((IEndpointRouteBuilder)app).CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(app.Services.GetRequiredService<S4SocketDoor>().Enter);
        app.MapMethods(TokenInAddress.Path, ["GET"], pipeline.Build()).AllowAnonymous().WithMetadata(TokenOfOlderAgent.Mark).ExcludeFromDescription().DisableRequestTimeout();
    }
}
