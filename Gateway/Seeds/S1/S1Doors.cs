using OrleansOps.Access;

namespace OrleansOps.Seeds.S1;

/// <summary>Where agents of S1 knock, and what is behind it.</summary>
internal static class S1Doors
{
    public const string RegisterPath = "/api/agents/register";
    public const string SocketPath = "/ws/agent/{agentId}";

    private static readonly WebSocketOptions Sockets = new() { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(30) };

    public static void AddS1(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<S1Options>().BindConfiguration(S1Options.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<S1Tokens>();
        services.AddSingleton<S1Register>();
        services.AddSingleton<S1SocketDoor>();
    }

    public static void MapS1(this WebApplication app)
    {
        var register = app.Services.GetRequiredService<S1Register>();
        app.MapPost(RegisterPath, register.Register).AllowAnonymous().WithMetadata(TokenOfOlderAgent.Mark).ExcludeFromDescription();   // with a slash behind it too

        var pipeline = ((IEndpointRouteBuilder)app).CreateApplicationBuilder();
        pipeline.UseWebSockets(Sockets);
        pipeline.Run(app.Services.GetRequiredService<S1SocketDoor>().Enter);
        app.MapMethods(SocketPath, ["GET"], pipeline.Build()).AllowAnonymous().WithMetadata(TokenOfOlderAgent.Mark).ExcludeFromDescription().DisableRequestTimeout();
    }
}
