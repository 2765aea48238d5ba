using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Operators.Files;
using OrleansOps.Protocol;
using OrleansOps.Tasks;

namespace OrleansOps.Transfers;

/// <summary>
/// Takes what a task brings from its host into the store, as the operators' uploads do, for the token that came with the order. Which of them the task has brought is a part of
/// its result.
/// </summary>
internal static class TaskUploadEndpoints
{
    private const string Unnamed = "application/octet-stream";
    private const string OffsetHeader = "Upload-Offset";
    private const int IdBytes = 32;

    public static void MapTaskUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup(ProtocolVersion.TaskUploadsPath).AllowAnonymous().WithMetadata(TokenOfTask.Mark).ExcludeFromDescription();
        uploads.MapPost("", Begin);
        uploads.MapGet("/{id}", Read);
        uploads.MapPatch("/{id}", Append).DisableRequestTimeout();
    }

    private static async Task<IResult> Begin(JsonBody<Api.CreateUpload> body, IFileStore files, TaskDoor door, IOptions<FileStoreOptions> options, GatewayMeter meter, HttpContext http)
    {
        var (task, refusal) = await Open(door, http);
        if ((refusal ?? UploadRules.Broken(body.Value, options.Value)) is { } broken)
        {
            return meter.Refuse(broken);
        }

        var step = await files.Begin(
            new FileUpload
            {
                Id = RandomNumberGenerator.GetHexString(IdBytes, lowercase: true),
                Size = body.Value.SizeBytes!.Value,
                Sha256 = body.Value.Sha256,
                Name = body.Value.Name!,
                MediaType = body.Value.MediaType ?? Unnamed,
                KeepSeconds = body.Value.KeepSeconds ?? (int)options.Value.Keep.TotalSeconds,
                By = task!.Spec.AgentName,
                ById = task.Spec.AgentId,
            },
            http.RequestAborted);
        return Answer(step, isOpen: step.Outcome == UploadOutcome.Going, options.Value, meter);
    }

    private static async Task<IResult> Read(string id, IFileStore files, TaskDoor door, IOptions<FileStoreOptions> options, GatewayMeter meter, HttpContext http)
    {
        var (task, refusal) = await Open(door, http);
        var step = task is null ? UploadStep.Unknown : Own(await files.FindUpload(id, http.RequestAborted), task);
        return refusal is null ? Answer(step, isOpen: true, options.Value, meter) : meter.Refuse(refusal);
    }

    private static async Task<IResult> Append(string id, IFileStore files, TaskDoor door, IOptions<FileStoreOptions> options, GatewayMeter meter, HttpContext http)
    {
        var (task, refusal) = await Open(door, http);
        if (task is null)
        {
            return meter.Refuse(refusal!);
        }

        var found = Own(await files.FindUpload(id, http.RequestAborted), task);
        if (FileRefusals.Of(found, options.Value) is { } unknown)
        {
            return meter.Refuse(unknown);
        }

        if (http.Request.Headers[OffsetHeader] is not [var text] || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return meter.Refuse(Refusal.Bad(Api.ProblemCodes.InvalidValue, OffsetHeader, $"The header '{OffsetHeader}' must say where the bytes go: how far the upload is."));
        }

        var rest = found.Upload!.Size - offset;
        if (http.Request.ContentLength > rest)
        {
            return meter.Refuse(FileRefusals.Of(found with { Outcome = UploadOutcome.BeyondSize }, options.Value)!);
        }

        UploadEndpoints.LiftBodyLimit(http, Math.Max(rest, 0));
        return Answer(await files.Append(id, offset, http.Request.BodyReader, http.RequestAborted), isOpen: true, options.Value, meter);
    }

    /// <summary>A task that brings nothing has no business here.</summary>
    private static async ValueTask<(TaskView? Task, Refusal? Refusal)> Open(TaskDoor door, HttpContext http)
    {
        var (task, refusal) = await door.Open(http);
        return task is { Spec: { Collect: null, Artifacts: null } } ? (null, TaskDoor.NotAnyMore) : (task, refusal);
    }

    /// <summary>Of an upload that another host, or an operator, has begun, it is not told that there is one.</summary>
    private static UploadStep Own(UploadStep step, TaskView task) =>
        string.Equals(step.Upload?.ById, task.Spec.AgentId, StringComparison.Ordinal) ? step : UploadStep.Unknown;

    private static IResult Answer(UploadStep step, bool isOpen, FileStoreOptions options, GatewayMeter meter) =>
        FileRefusals.Of(step, options) is { } refused ? meter.Refuse(refused) : TypedResults.Ok(step.ToRest(isOpen));
}
