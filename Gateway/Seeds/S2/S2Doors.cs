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
        doors.AddEndpointFilter(app.Services.GetRequiredService<AuditTrail>());

        doors.MapPost($"{Agents}/{{id}}/tasks", (string id, S2Dispatch dispatch, HttpContext http) => dispatch.One(id, http)).WithName("s2SubmitTask");
        doors.MapPost($"{Agents}/{{id}}/tasks/batch", (string id, S2Dispatch dispatch, HttpContext http) => dispatch.Batch(id, http)).WithName("s2SubmitTasks");
        doors.MapPost($"{Agents}/{{id}}/tasks/{{taskId}}/cancel", (string id, string taskId, S2Cancels cancels, HttpContext http) => cancels.One(id, taskId, http)).WithName("s2CancelTask");
        doors.MapPost($"{Agents}/{{id}}/tasks/cancel/batch", (string id, S2Cancels cancels, HttpContext http) => cancels.Batch(id, http)).WithName("s2CancelTasks");
        doors.MapGet(Agents, (S2Views views) => views.List()).WithName("s2ListAgents");
        doors.MapGet($"{Agents}/{{id}}", (string id, S2Views views) => views.One(id)).WithName("s2ReadAgent");
        doors.MapGet("/api/metrics", (S2Views views) => views.Figures()).WithName("s2ReadMetrics");
        doors.MapPost($"{Agents}/{{id}}/control", (string id, S2Controls controls, HttpContext http) => controls.Control(id, http)).WithName("s2ControlAgent");
        doors.MapPost($"{Agents}/{{id}}/upgrade", (string id, S2Controls controls, HttpContext http) => controls.Upgrade(id, http)).WithName("s2UpgradeAgent");
        doors.MapPost("/api/self/control", (HttpContext http) => S2Controls.ControlSelf(http)).WithName("s2ControlServer");
        doors.MapPost("/api/self/upgrade", (HttpContext http) => S2Controls.UpgradeSelf(http)).WithName("s2UpgradeServer");
    }
}
