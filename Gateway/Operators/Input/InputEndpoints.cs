using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Http;
using OrleansOps.Operators.Tasks;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Input;

/// <summary>Typing into a task that takes input: each byte once and in its order, whoever sends it again.</summary>
internal static class InputEndpoints
{
    public static void MapInput(this IEndpointRouteBuilder routes)
    {
        var task = routes.MapGroup("/tasks/{id}").WithTags("Tasks");
        task.MapPost("/input", Type).WithName("typeInput").WithSummary("Types bytes into the terminal of a task that takes input. Sending them again is harmless.")
            .Answers<Api.InputView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status503ServiceUnavailable);
        task.MapGet("/input", Read).WithName("readInput").WithSummary("Says how many bytes were typed into a task so far: where whoever comes back goes on.")
            .Answers<Api.InputView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
        task.MapPut("/terminal", Resize).WithName("resizeTerminal").WithSummary("Gives the terminal of a task that takes input another size; its programs are told (SIGWINCH).")
            .Answers<Api.InputView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status503ServiceUnavailable);
    }

    public static void AddInput(this WebApplicationBuilder builder) => builder.Services.AddSingleton<Typists>();

    private static async Task<IResult> Type(string id, JsonBody<Api.AddInput> body, IGrainFactory grains, Typists typists, HttpContext http)
    {
        http.Audit().Of(id);
        if (InputRefusals.Broken(body.Value) is { } refusal)
        {
            return refusal.ToResult();
        }

        var at = body.Value.At!.Value;
        var (typed, refused) = await Say(id, new TerminalInput(at, body.Value.Data), grains);
        if (refused is not null)
        {
            return refused.ToResult();
        }

        if (!typists.IsNew(id, http.User.TokenId(), http.User.SessionId()))
        {
            http.Audit().Omit();
        }

        return TypedResults.Ok(new Api.InputView(typed));
    }

    private static async Task<IResult> Read(string id, IGrainFactory grains)
    {
        var (typed, refused) = await Say(id, new TerminalInput(0), grains);
        return refused is null ? TypedResults.Ok(new Api.InputView(typed)) : refused.ToResult();
    }

    private static async Task<IResult> Resize(string id, JsonBody<Api.ResizeTerminal> body, IGrainFactory grains, HttpContext http)
    {
        http.Audit().Omit();   // who does it is who types, or looks on; it changes nothing but how it is shown
        if (InputRefusals.Broken(body.Value) is { } refusal)
        {
            return refusal.ToResult();
        }

        var (typed, refused) = await Say(id, new TerminalInput(0, Size: new TerminalSize(body.Value.Columns!.Value, body.Value.Rows!.Value)), grains);
        return refused is null ? TypedResults.Ok(new Api.InputView(typed)) : refused.ToResult();
    }

    private static async Task<(long Typed, Refusal? Refused)> Say(string id, TerminalInput input, IGrainFactory grains)
    {
        if (TaskQueries.Id(id) is { } refusal)
        {
            return (0, refusal);
        }

        if (await grains.GetGrain<ITaskGrain>(id).Describe() is not { } task)
        {
            return (0, TaskRefusals.Unknown(id));
        }

        if (InputRefusals.Of(task) is { } refused)
        {
            return (0, refused);
        }

        var reply = await grains.GetGrain<IAgentGrain>(task.Spec.AgentId).Type(id, task.Attempt, input);
        return (reply.Typed, InputRefusals.Of(task, reply, input.Data is null ? 0 : input.At));
    }
}
