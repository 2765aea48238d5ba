using Microsoft.Net.Http.Headers;
using OrleansOps.Access;
using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Protocol;

namespace OrleansOps.Transfers;

/// <summary>
/// Gives a host the file of one task, whole or in ranges, for the token that came with the order. It opens nothing but that file. Bytes go from the store to the host: no
/// silo sees them.
/// </summary>
internal static class TaskFileEndpoints
{
    private static readonly Refusal Gone = new Refusal(
        Api.ProblemCodes.UnknownFile, "There is no such file.", "It was deleted, or its time is over.").InAddress();

    public static void MapTaskFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(ProtocolVersion.TaskFilePath, [HttpMethods.Get, HttpMethods.Head], Give)
            .AllowAnonymous().WithMetadata(TokenOfTask.Mark).DisableRequestTimeout().ExcludeFromDescription();
        routes.MapTaskUploads();
    }

    private static async Task<IResult> Give(IFileStore files, TaskDoor door, GatewayMeter meter, HttpContext http)
    {
        var (task, refusal) = await door.Open(http);
        if (task is null)
        {
            return meter.Refuse(refusal!);
        }

        if (task.Spec.File?.StoredId is not { } id)
        {
            return meter.Refuse(TaskDoor.NotAnyMore);
        }

        return await files.Find(id, http.RequestAborted) is { } file && await files.Open(id, http.RequestAborted) is { } content
            ? TypedResults.Stream(content, "application/octet-stream", lastModified: file.PutAt, entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true)
            : meter.Refuse(Gone);
    }
}
