using System.ComponentModel;
using OrleansOps.Http;
using OrleansOps.Operators.Streams;
using OrleansOps.Operators.Tasks;

namespace OrleansOps.Operators.Live;

/// <summary>Following the fleet and the tasks live, and counting tasks.</summary>
internal static class LiveEndpoints
{
    public static void AddLive(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<FleetFeed>();
        services.AddSingleton<TaskFeed>();
        services.AddHostedService(all => all.GetRequiredService<FleetFeed>());
        services.AddHostedService(all => all.GetRequiredService<TaskFeed>());
        services.AddSingleton<LiveStreams>();
        services.AddSingleton<AgentFollower>();
        services.AddSingleton<TaskFollower>();
    }

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agents/follow", FollowAgents).WithTags("Hosts").WithName("followAgents")
            .WithSummary("Follows the fleet live: every host, then 'synced', then those that change; 'gone' for one that was removed.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").Refuses().DisableRequestTimeout();
        routes.MapGet("/tasks/follow", FollowTasks).WithTags("Tasks").WithName("followTasks")
            .WithSummary("Follows tasks live: 'task' for each that changes, 'gone' for one that was removed, 'counts' by phase, 'reset' when the list must be read again.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status422UnprocessableEntity)
            .DisableRequestTimeout();
        routes.MapGet("/tasks/counts", Count).WithTags("Tasks").WithName("countTasks").WithSummary("Counts tasks by phase.")
            .Answers<Api.TaskCounts>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status422UnprocessableEntity);
    }

    private static Task<IResult> FollowAgents(AgentFollower follower, LiveStreams streams, HttpContext http) => streams.Run(http, follower.Follow);

    private static async Task<IResult> FollowTasks(
        TaskFollower follower, TaskSearch search, LiveStreams streams, HttpContext http,
        [Description("Id or unique name of a host.")] string? agent = null,
        [Description("A phase; several by repeating it, or with commas. Changes and counts are of every phase, so that a task which leaves one is seen to.")] string[]? phase = null,
        [Description("Only tasks with this label, as name=value.")] string? label = null,
        [Description("true: counts only tasks that are not over; false: only those that are.")] string? open = null,
        [Description("Only tasks with this in the host's name, the task's id, its name or its preview.")] string? text = null,
        [Description("Only tasks that the token of this name submitted; me: of whoever asks.")] string? by = null,
        [Description("Only tasks submitted then or later (RFC 3339).")] string? since = null,
        [Description("Only tasks submitted before (RFC 3339).")] string? until = null)
    {
        _ = (agent, phase, label, open, text, by, since, until);   // named for the description; read as one below
        var (query, refusal) = await search.Read(http);
        return query is null
            ? refusal!.ToResult()
            : await streams.Run(http, (events, cancel) => follower.Follow(events, query, cancel));
    }

    private static async Task<IResult> Count(
        IGrainFactory grains, TaskSearch search, HttpContext http,
        [Description("Id or unique name of a host.")] string? agent = null,
        [Description("A phase; several by repeating it, or with commas. Changes and counts are of every phase, so that a task which leaves one is seen to.")] string[]? phase = null,
        [Description("Only tasks with this label, as name=value.")] string? label = null,
        [Description("true: only tasks that are not over; false: only those that are.")] string? open = null,
        [Description("Only tasks with this in the host's name, the task's id, its name or its preview.")] string? text = null,
        [Description("Only tasks that the token of this name submitted; me: of whoever asks.")] string? by = null,
        [Description("Only tasks submitted then or later (RFC 3339).")] string? since = null,
        [Description("Only tasks submitted before (RFC 3339).")] string? until = null)
    {
        _ = (agent, phase, label, open, text, by, since, until);   // named for the description; read as one below
        var (query, refusal) = await search.Read(http);
        return query is null ? refusal!.ToResult() : TypedResults.Ok((await PhaseCounts.Read(grains, query)).Show());
    }
}
