using System.ComponentModel;
using OrleansOps.Http;
using OrleansOps.Logs;
using OrleansOps.Metrics;
using OrleansOps.Tasks;

namespace OrleansOps.Live;

/// <summary>Following the fleet and the tasks live, and counting tasks.</summary>
internal static class LiveEndpoints
{
    private static readonly TimeSpan ComeAgainAfter = TimeSpan.FromSeconds(1);

    public static void AddLive(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<FleetFeed>();
        services.AddSingleton<TaskFeed>();
        services.AddHostedService(all => all.GetRequiredService<FleetFeed>());
        services.AddHostedService(all => all.GetRequiredService<TaskFeed>());
        services.AddSingleton<AgentFollower>();
        services.AddSingleton<TaskFollower>();
        services.AddSingleton<TaskSearch>();
        services.AddSingleton<WaitingReasons>();
        services.AddSingleton<LogSearch>();
    }

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agents/follow", FollowAgents).WithTags("Agents").WithName("followAgents")
            .WithSummary("Follows the fleet live: every agent, then 'synced', then those that change; 'gone' for one that was removed.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").Refuses().DisableRequestTimeout();
        routes.MapGet("/tasks/follow", FollowTasks).WithTags("Tasks").WithName("followTasks")
            .WithSummary("Follows tasks live: 'task' for each that changes, 'counts' by phase, 'reset' when the list must be read again.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status422UnprocessableEntity)
            .DisableRequestTimeout();
        routes.MapGet("/tasks/counts", Count).WithTags("Tasks").WithName("countTasks").WithSummary("Counts tasks by phase.")
            .Answers<Rest.TaskCounts>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status422UnprocessableEntity);
    }

    private static Task<IResult> FollowAgents(AgentFollower follower, Followers followers, GatewayMeter meter, TimeProvider time, HttpContext http, IHostApplicationLifetime lifetime) =>
        Follow(followers, meter, time, http, lifetime, follower.Follow);

    private static async Task<IResult> FollowTasks(
        TaskFollower follower, TaskSearch search, Followers followers, GatewayMeter meter, TimeProvider time, HttpContext http, IHostApplicationLifetime lifetime,
        [Description("Id or unique name of an agent.")] string? agent = null,
        [Description("Only tasks with this label, as name=value.")] string? label = null,
        [Description("Only tasks with this in the agent's name, the task's id or its preview.")] string? text = null,
        [Description("Only tasks submitted then or later (RFC 3339).")] string? since = null,
        [Description("Only tasks submitted before (RFC 3339).")] string? until = null)
    {
        _ = (agent, label, text, since, until);   // named for the description; read as one below
        var (query, refusal) = await search.Read(http.Request.Query);
        return query is null
            ? refusal!.ToResult()
            : await Follow(followers, meter, time, http, lifetime, (events, cancel) => follower.Follow(events, query, cancel));
    }

    private static async Task<IResult> Count(
        IGrainFactory grains, TaskSearch search, HttpContext http,
        [Description("Id or unique name of an agent.")] string? agent = null,
        [Description("Only tasks with this label, as name=value.")] string? label = null,
        [Description("true: only tasks that are not over; false: only those that are.")] string? open = null,
        [Description("Only tasks with this in the agent's name, the task's id or its preview.")] string? text = null,
        [Description("Only tasks submitted then or later (RFC 3339).")] string? since = null,
        [Description("Only tasks submitted before (RFC 3339).")] string? until = null)
    {
        _ = (agent, label, open, text, since, until);   // named for the description; read as one below
        var (query, refusal) = await search.Read(http.Request.Query);
        return query is null ? refusal!.ToResult() : TypedResults.Ok((await PhaseCounts.Read(grains, query)).Show());
    }

    private static async Task<IResult> Follow(
        Followers followers, GatewayMeter meter, TimeProvider time, HttpContext http, IHostApplicationLifetime lifetime, Func<EventStream, CancellationToken, Task> follow)
    {
        using var seat = followers.Enter();
        if (seat is null)
        {
            return meter.Refuse(followers.Full());
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await using var events = new EventStream(http.Response, time, ending.Token);
            events.Retry(ComeAgainAfter);
            await events.Open();
            await follow(events, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested || http.Response.HasStarted)
        {
            // The reader is gone or the gateway stops: a reader that is there comes again and gets everything anew.
        }

        return TypedResults.Empty;
    }
}
