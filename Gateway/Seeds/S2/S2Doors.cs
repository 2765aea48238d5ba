using OrleansOps.Access;

namespace OrleansOps.Seeds.S2;

/// <summary>Where a control plane of S2 knocks, with a slash behind each address or without, and what is behind it.</summary>
internal static class S2Doors
{
    private const string Agents = "/api/agents";

    public static void AddS2(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<S2Options>().BindConfiguration(S2Options.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(S2Secret.Read);
        services.AddSingleton<S2SignatureCheck>();
        services.AddSingleton<S2Hosts>();
        services.AddSingleton<S2Dispatch>();
        services.AddSingleton<S2Cancels>();
        services.AddSingleton<S2Views>();
        services.AddSingleton<S2Controls>();
    }

    public static void MapS2(this WebApplication app)
    {
        var doors = app.MapGroup("").AllowAnonymous().WithMetadata(TokenOfOlderAgent.Mark).ExcludeFromDescription();
        doors.AddEndpointFilter(app.Services.GetRequiredService<S2SignatureCheck>());
        MapTasks(doors, app.Services.GetRequiredService<AuditTrail>());

        doors.MapGet(Agents, (S2Views views) => views.List());
        doors.MapGet($"{Agents}/{{id}}", (string id, S2Views views) => views.One(id));
        doors.MapGet("/api/metrics", (S2Views views) => views.Figures());
        doors.MapPost($"{Agents}/{{id}}/control", (string id, S2Controls controls, HttpContext http) => controls.Control(id, http));   // these change nothing: the trail has no use for them
        doors.MapPost($"{Agents}/{{id}}/upgrade", (string id, S2Controls controls, HttpContext http) => controls.Upgrade(id, http));
        doors.MapPost("/api/self/control", (HttpContext http) => S2Controls.ControlSelf(http));
        doors.MapPost("/api/self/upgrade", (HttpContext http) => S2Controls.UpgradeSelf(http));
    }

    private static void MapTasks(RouteGroupBuilder doors, AuditTrail trail)
    {
        var submits = doors.MapGroup("").WithMetadata(new AuditedAs("submitTask"));
        submits.AddEndpointFilter(trail);
        submits.MapPost($"{Agents}/{{id}}/tasks", (string id, S2Dispatch dispatch, HttpContext http) => dispatch.One(id, http));
        submits.MapPost($"{Agents}/{{id}}/tasks/batch", (string id, S2Dispatch dispatch, HttpContext http) => dispatch.Batch(id, http));

        var cancels = doors.MapGroup("").WithMetadata(new AuditedAs("cancelTask"));
        cancels.AddEndpointFilter(trail);
        cancels.MapPost($"{Agents}/{{id}}/tasks/{{taskId}}/cancel", (string id, string taskId, S2Cancels tasks, HttpContext http) => tasks.One(id, taskId, http));
        cancels.MapPost($"{Agents}/{{id}}/tasks/cancel/batch", (string id, S2Cancels tasks, HttpContext http) => tasks.Batch(id, http));
    }
}
