using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>
/// The door of Terraform's and OpenTofu's own clients, by the contract of their backend "http" (internal/backend/remote-state/http in hashicorp/terraform and opentofu/opentofu):
/// GET, POST and DELETE of a state, LOCK and UNLOCK with the lock as JSON; an update names its lock behind the question mark; 423 with the holder's lock; a state that is not there is 404.
/// The token comes as the password, or as for every other door.
/// </summary>
internal static class StateEndpoints
{
    private const string Lock = "LOCK";
    private const string Unlock = "UNLOCK";
    private const string Json = "application/json";

    public static void MapStates(this IEndpointRouteBuilder routes)
    {
        var states = routes.MapGroup("/terraform/state").WithTags("Terraform").WithMetadata(TokenAsPassword.Mark).RequireAuthorization(AccessPolicies.States).AddEndpointFilter<RouteGroupBuilder, RunScope>();
        states.MapGet("/{id}", Read).WithName("readState").WithSummary("Reads the newest state of a Terraform workspace, as the backend \"http\" of Terraform does.")
            .Produces<JsonElement>(StatusCodes.Status200OK, Json).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .DisableRequestTimeout();
        states.MapPost("/{id}", Write).WithName("writeState").WithSummary("Writes a state, as the backend \"http\" of Terraform does. The same state twice is one version.")
            .Answers<Api.StateVersionView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status423Locked)
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = new OpenApiRequestBody
                {
                    Description = "The state. It must have 'serial' and 'lineage'; the header Content-MD5, if it is there, must fit it.",
                    Required = true,
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [Json] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } },
                };
                return Task.CompletedTask;
            })
            .DisableRequestTimeout();
        states.MapDelete("/{id}", Delete).WithName("deleteState").WithSummary("Deletes a state with all its versions, as the backend \"http\" of Terraform does.")
            .Produces(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status423Locked);
        states.MapMethods("/{id}", [Lock], Take).WithName("lockState").ExcludeFromDescription();   // OpenAPI has no word for such methods; docs/terraform.md has
        states.MapMethods("/{id}", [Unlock], Give).WithName("unlockState").ExcludeFromDescription();
    }

    private static async Task<IResult> Read(string id, IGrainFactory grains, StateContents contents, HttpContext http)
    {
        if (WorkspaceRules.Id(id) is { } refusal)
        {
            return refusal.ToResult();
        }

        return await grains.GetGrain<IWorkspaceGrain>(id).Describe() is { Newest: { } newest }
            ? await StateAnswer.Of(id, newest, contents, http)
            : WorkspaceRefusals.Unknown(id).ToResult();
    }

    private static async Task<IResult> Write(
        string id, IGrainFactory grains, StateContents contents, IOptions<StateOptions> options, GatewayMeter meter, HttpContext http,
        [FromQuery(Name = "ID"), Description("Id of the lock under which it is written. Needed where the workspace is locked.")] string? lockId = null)
    {
        byte[]? md5 = null;
        var largest = options.Value.LargestBytes;
        if ((WorkspaceRules.Id(id) ?? (lockId is null ? null : WorkspaceRules.LockId(lockId, "ID")) ?? StateLocks.Md5(http, out md5)) is { } broken)
        {
            return meter.Refuse(broken);
        }

        if (http.Request.ContentLength > largest)
        {
            return meter.Refuse(WorkspaceRefusals.TooLarge(largest));
        }

        LiftBodyLimit(http);
        var (version, refusal) = await contents.Take(id, StateContents.Body(http.Request.BodyReader), largest, md5, http.RequestAborted);
        if (refusal is not null)
        {
            return meter.Refuse(refusal);
        }

        http.Audit().Of(id, string.Create(CultureInfo.InvariantCulture, $"serial {version!.Serial}, {version.Size} bytes"));
        return await StateWriting.Write(id, version, lockId ?? await LockOfRun(id, grains, http), grains, contents, meter, http);
    }

    /// <summary>A run that brings the state which Terraform itself could not store does not know under which lock that was.</summary>
    private static async Task<string?> LockOfRun(string id, IGrainFactory grains, HttpContext http) =>
        http.User.HasClaim(AccessClaims.Kind, AccessClaims.RunKind) && await grains.GetGrain<IWorkspaceGrain>(id).Describe() is { Lock: { } held }
            && string.Equals(held.ById, http.User.TokenId(), StringComparison.Ordinal)
            ? held.Id
            : null;

    /// <summary>Terraform takes nothing but 200 for a success, and one that asks again has succeeded too.</summary>
    private static async Task<IResult> Delete(string id, IGrainFactory grains, GatewayMeter meter)
    {
        if (WorkspaceRules.Id(id) is { } refusal)
        {
            return meter.Refuse(refusal);
        }

        return await grains.GetGrain<IWorkspaceGrain>(id).Delete() switch
        {
            { Status: LockStatus.Locked, Lock: { } held } => meter.Refuse(id, held),
            { Status: LockStatus.HasRuns } => meter.Refuse(RunRefusals.Open(id)),
            _ => TypedResults.Ok(),
        };
    }

    private static async Task<IResult> Take(string id, IGrainFactory grains, GatewayMeter meter, HttpContext http)
    {
        var (wanted, broken) = await Wanted(id, http);
        if (broken is not null)
        {
            return meter.Refuse(broken);
        }

        http.Audit().Of(id, $"lock {wanted!.Id} of {wanted.Who}: {wanted.Operation}");
        var reply = await grains.GetGrain<IWorkspaceGrain>(id).Lock(wanted);
        return reply.Status switch
        {
            LockStatus.Held => TypedResults.Ok(reply.Lock!.ToRest()),
            LockStatus.Full => meter.Refuse(WorkspaceRefusals.Full()),
            _ => meter.Refuse(id, reply.Lock!),
        };
    }

    private static async Task<IResult> Give(string id, IGrainFactory grains, GatewayMeter meter, HttpContext http)
    {
        var (wanted, broken) = await Wanted(id, http);
        if (broken is not null)
        {
            return meter.Refuse(broken);
        }

        http.Audit().Of(id, $"lock {wanted!.Id} of {wanted.Who}");
        return await grains.GetGrain<IWorkspaceGrain>(id).Unlock(wanted.Id) is { Status: LockStatus.Locked, Lock: { } held } ? meter.Refuse(id, held) : TypedResults.Ok();
    }

    private static async Task<(StateLock? Lock, Refusal? Refusal)> Wanted(string id, HttpContext http) =>
        WorkspaceRules.Id(id) is { } broken ? (null, broken) : await StateLocks.Read(http);

    public static LockedResult Refuse(this GatewayMeter meter, string workspace, StateLock held)
    {
        meter.Refused(Api.ProblemCodes.StateLocked.Code);
        return new LockedResult(workspace, held);
    }

    /// <summary>Bytes are counted as they come, and refused in our words.</summary>
    private static void LiftBodyLimit(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }
    }
}
