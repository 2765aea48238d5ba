using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>Looking at Terraform workspaces, bringing versions back, and taking locks away.</summary>
internal static class WorkspaceEndpoints
{
    public static void MapWorkspaces(this IEndpointRouteBuilder routes)
    {
        var workspaces = routes.MapGroup("/terraform/workspaces").WithTags("Terraform");
        workspaces.MapGet("", List).WithName("listWorkspaces").WithSummary("Lists the Terraform workspaces whose states are kept here, by id.")
            .Answers<Api.WorkspaceList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest);
        workspaces.MapGet("/{id}", Read).WithName("readWorkspace").WithSummary("Reads a Terraform workspace: its newest version, and who has it locked.")
            .Answers<Api.WorkspaceView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        workspaces.MapGet("/{id}/versions", Versions).WithName("listStateVersions").WithSummary("Lists all versions of a state that are kept, the newest first.")
            .Answers<Api.StateVersionList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        workspaces.MapGet("/{id}/versions/{serial}", Content).WithName("readStateVersion").WithSummary("Reads one version of a state, byte for byte as it was written.")
            .Produces<JsonElement>(StatusCodes.Status200OK, "application/json").Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .DisableRequestTimeout();
        workspaces.MapPost("/{id}/rollback", RollBack).WithName("rollBackWorkspace").WithSummary("Brings a version back: the same state with the next serial becomes the newest. What lies between is kept.")
            .Answers<Api.StateVersionView>(StatusCodes.Status200OK)
            .Refuses(
                StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status423Locked);
        workspaces.MapDelete("/{id}/lock", Break).WithName("breakLock").WithSummary("Takes the lock away from whoever has it, by its id and with a reason. Its holder can write nothing any more.")
            .Answers<Api.StateLockView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
        workspaces.MapDelete("/{id}", Delete).WithName("deleteWorkspace").WithSummary("Deletes a workspace with all versions of its state, unless it is locked.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status423Locked);
    }

    private static async Task<IResult> List(
        IGrainFactory grains,
        [Description("1 to 500; default 100.")] string? limit = null,
        [Description("From nextCursor of the page before.")] string? cursor = null)
    {
        var items = 0;
        if ((QueryValues.Items(limit, out items) ?? (cursor is null || WorkspaceRules.Id(cursor) is null ? null : QueryValues.WrongCursor)) is { } refusal)
        {
            return refusal.ToResult();
        }

        var page = await grains.GetGrain<IWorkspaceIndexGrain>(0).List(cursor, items);
        return TypedResults.Ok(new Api.WorkspaceList([.. page.Items.Select(workspace => workspace.ToRest())], page.NextCursor));
    }

    private static async Task<IResult> Read(string id, IGrainFactory grains) => await Find(id, grains) switch
    {
        (null, { } refusal) => refusal.ToResult(),
        var (workspace, _) => TypedResults.Ok(workspace!.ToRest()),
    };

    private static async Task<IResult> Versions(string id, IGrainFactory grains) => await Find(id, grains) switch
    {
        (null, { } refusal) => refusal.ToResult(),
        var (workspace, _) => TypedResults.Ok(new Api.StateVersionList([.. workspace!.Versions.Select(version => version.ToRest())])),
    };

    private static async Task<IResult> Content(string id, string serial, IGrainFactory grains, StateContents contents, HttpContext http)
    {
        var number = WorkspaceRules.Number(serial);
        if (WorkspaceRules.Serial(number, "serial") is { } broken)
        {
            return broken.ToResult();
        }

        var (version, refusal) = await Find(id, number, grains);
        return refusal is null ? await StateAnswer.Of(id, version!, contents, http) : refusal.ToResult();
    }

    private static async Task<IResult> RollBack(string id, JsonBody<Api.RollBackWorkspace> body, IGrainFactory grains, StateContents contents, GatewayMeter meter, HttpContext http)
    {
        if (WorkspaceRules.Serial(body.Value.Serial, "serial") is { } broken)
        {
            return meter.Refuse(broken);
        }

        var serial = body.Value.Serial!.Value;
        http.Audit().Of(id, string.Create(CultureInfo.InvariantCulture, $"to serial {serial}"));
        var (workspace, refusal) = await Find(id, grains);
        if (refusal is not null)
        {
            return meter.Refuse(refusal);
        }

        if (workspace!.Lock is { } held)
        {
            return meter.Refuse(id, held);
        }

        var newest = workspace.Newest;
        if (newest is not null && (newest.RestoredFrom == serial || newest.Serial == serial))
        {
            return TypedResults.Ok(newest.ToRest());   // asked again, or nothing to do
        }

        var wanted = workspace.Versions.FirstOrDefault(version => version.Serial == serial);
        return wanted is null ? meter.Refuse(WorkspaceRefusals.UnknownVersion(id, serial)) : await Restore(id, wanted, newest!.Serial + 1, grains, contents, meter, http);
    }

    private static async Task<IResult> Restore(string id, StateVersion wanted, long serial, IGrainFactory grains, StateContents contents, GatewayMeter meter, HttpContext http)
    {
        var digits = Encoding.ASCII.GetBytes(serial.ToString(CultureInfo.InvariantCulture));
        var (version, refusal) = await contents.Take(id, contents.WithSerial(id, wanted, digits), long.MaxValue, md5: null, http.RequestAborted);
        if (refusal is not null)
        {
            return meter.Refuse(refusal);
        }

        return await StateWriting.Write(id, version! with { RestoredFrom = wanted.RestoredFrom ?? wanted.Serial }, lockId: null, grains, contents, meter, http);
    }

    private static async Task<IResult> Break(
        [Description("Id of the workspace.")] string id, IGrainFactory grains, GatewayMeter meter, HttpContext http,
        [Description("Id of the lock that is meant. Another one is not touched.")] string? @lock = null,
        [Description("Why: 1 to 200 printable characters. It is shown to whoever had the lock.")] string? reason = null)
    {
        if ((WorkspaceRules.Id(id) ?? WorkspaceRules.LockId(@lock, "lock") ?? WorkspaceRules.Reason(reason)) is { } broken)
        {
            return meter.Refuse(broken);
        }

        http.Audit().Of(id, $"lock {@lock}: {reason}");
        var reply = await grains.GetGrain<IWorkspaceGrain>(id).Break(@lock!, new LockBreak { Reason = reason!, By = http.User.TokenName(), ById = http.User.TokenId() });
        if (reply.Status != LockStatus.Free)
        {
            return meter.Refuse(WorkspaceRefusals.LockChanged(id, reply.Lock));
        }

        http.Audit().Of(id, $"lock {@lock} of {reply.Lock!.Who} (token {reply.Lock.By}): {reason}");
        return TypedResults.Ok(reply.Lock.ToRest());
    }

    private static async Task<IResult> Delete(string id, IGrainFactory grains, GatewayMeter meter) => WorkspaceRules.Id(id) is { } broken
        ? meter.Refuse(broken)
        : await grains.GetGrain<IWorkspaceGrain>(id).Delete() switch
        {
            { Status: LockStatus.Locked, Lock: { } held } => meter.Refuse(id, held),
            { Status: LockStatus.Unknown } => meter.Refuse(WorkspaceRefusals.Unknown(id)),
            { Status: LockStatus.HasRuns } => meter.Refuse(RunRefusals.Open(id)),
            _ => TypedResults.NoContent(),
        };

    private static async Task<(WorkspaceView? Workspace, Refusal? Refusal)> Find(string id, IGrainFactory grains) =>
        WorkspaceRules.Id(id) is { } broken ? (null, broken)
        : await grains.GetGrain<IWorkspaceGrain>(id).Describe() is { } workspace ? (workspace, null)
        : (null, WorkspaceRefusals.Unknown(id));

    private static async Task<(StateVersion? Version, Refusal? Refusal)> Find(string id, long serial, IGrainFactory grains)
    {
        var (workspace, refusal) = await Find(id, grains);
        return refusal is not null ? (null, refusal)
            : workspace!.Versions.FirstOrDefault(version => version.Serial == serial) is { } version ? (version, null)
            : (null, WorkspaceRefusals.UnknownVersion(id, serial));
    }
}
