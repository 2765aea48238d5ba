using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>The doors for a host that runs Terraform (run.sh): it fetches code and plan, and brings what it planned. They open to the token of the run, and to nothing else.</summary>
internal static class ExecutionEndpoints
{
    /// <summary>Values of a plan may lie as deep as their types do.</summary>
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 256 };

    public static void MapExecution(this IEndpointRouteBuilder routes)
    {
        var execution = routes.MapGroup("/terraform/execution/{id}/{run}").RequireAuthorization(AccessPolicies.Runs).WithMetadata(TokenAsPassword.Mark, TokenOfRun.Mark).AddEndpointFilter<RouteGroupBuilder, RunScope>();
        execution.ExcludeFromDescription().DisableRequestTimeout();
        execution.MapGet("/code", Code).WithName("readRunCode");
        execution.MapPut("/changes", Changes).WithName("bringRunChanges");
        execution.MapPut("/plan", Bring).WithName("bringRunPlan");
        execution.MapGet("/plan", Plan).WithName("readRunPlan");
    }

    private static async Task<IResult> Code(string id, string run, IGrainFactory grains, IFileStore files, GatewayMeter meter, HttpContext http) =>
        await grains.GetGrain<IRunsGrain>(id).Describe(run) is { } found && await files.Open(found.Spec.Code, http.RequestAborted) is { } content
            ? TypedResults.Stream(content, "application/gzip", enableRangeProcessing: true)
            : meter.Refuse(new Refusal(Api.ProblemCodes.UnknownFile, "The code is not in the store.", "Its time is over, or somebody deleted it. Submit the run again.").InAddress());

    private static async Task<IResult> Changes(string id, string run, IGrainFactory grains, StateContents contents, IOptions<StateOptions> options, GatewayMeter meter, HttpContext http)
    {
        LiftBodyLimit(http);
        var (changes, counts, refusal) = await ReadChanges(http, options.Value.LargestBytes);
        if (refusal is not null)
        {
            return meter.Refuse(refusal);
        }

        var (kept, _) = await contents.Keep(id, Whole(changes!), long.MaxValue, "plan", http.RequestAborted);
        return Kept(id, run, kept!, await grains.GetGrain<IRunsGrain>(id).KeepChanges(run, kept!, counts!), contents, meter);
    }

    private static async Task<IResult> Bring(
        string id, string run, IGrainFactory grains, StateContents contents, IOptions<StateOptions> options, GatewayMeter meter, HttpContext http, string? changes = null)
    {
        if (changes is not ("true" or "false"))
        {
            return meter.Refuse(Refusal.Bad(Api.ProblemCodes.InvalidValue, "changes", "'changes' must be true or false."));
        }

        LiftBodyLimit(http);
        var (kept, refusal) = await contents.Keep(id, StateContents.Body(http.Request.BodyReader), options.Value.LargestBytes, "plan with its code", http.RequestAborted);
        return refusal is not null
            ? meter.Refuse(refusal)
            : Kept(id, run, kept!, await grains.GetGrain<IRunsGrain>(id).KeepPlan(run, kept!, string.Equals(changes, "true", StringComparison.Ordinal)), contents, meter);
    }

    private static async Task<IResult> Plan(string id, string run, IGrainFactory grains, StateContents contents, GatewayMeter meter, HttpContext http) =>
        await grains.GetGrain<IRunsGrain>(id).Describe(run) is { Phase: RunPhase.Applying, Plan.Bundle: { } bundle }
            ? await StateAnswer.Of(id, bundle, "application/gzip", contents, http)
            : meter.Refuse(RunRefusals.NotHeard(run));

    /// <summary>What did not come to be kept need not wait for its hour to be over.</summary>
    private static IResult Kept(string id, string run, SealedContent brought, SealedContent? kept, StateContents contents, GatewayMeter meter)
    {
        if (!string.Equals(kept?.Name, brought.Name, StringComparison.Ordinal))
        {
            contents.Discard(id, brought.Name);
        }

        return kept is null ? meter.Refuse(RunRefusals.NotHeard(run)) : TypedResults.NoContent();
    }

    private static async Task<(byte[]? Changes, PlanCounts? Counts, Refusal? Refusal)> ReadChanges(HttpContext http, long largest)
    {
        var reader = http.Request.BodyReader;
        var read = await reader.ReadAsync(http.RequestAborted);
        while (!read.IsCompleted && read.Buffer.Length <= largest)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync(http.RequestAborted);
        }

        try
        {
            if (read.Buffer.Length > largest)
            {
                return (null, null, RunRefusals.TooLargeToKeep("plan as JSON", largest));
            }

            using var plan = JsonDocument.Parse(read.Buffer, Depth);
            var (changes, counts) = PlanChanges.Read(plan.RootElement);
            return (JsonSerializer.SerializeToUtf8Bytes(changes, Api.RestJson.Default.PlannedChanges), counts, null);
        }
        catch (JsonException)
        {
            return (null, null, new Refusal(Api.ProblemCodes.InvalidJson, "The plan is not JSON.", "It must be what terraform show -json says of it."));
        }
        finally
        {
            reader.AdvanceTo(read.Buffer.End);
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Whole(byte[] bytes)
    {
        await Task.CompletedTask;
        yield return bytes;
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
