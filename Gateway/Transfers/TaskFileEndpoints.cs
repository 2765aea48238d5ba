using Microsoft.Net.Http.Headers;
using OrleansOps.Access;
using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Protocol;
using OrleansOps.Secrets;
using OrleansOps.Tasks;

namespace OrleansOps.Transfers;

/// <summary>
/// Gives a host the file of one task, whole or in ranges, for the token that came with the order. It opens nothing but that file, and nothing once the attempt is over.
/// Bytes go from the store to the host: no silo sees them.
/// </summary>
internal static class TaskFileEndpoints
{
    private const string Bearer = "Bearer ";

    private static readonly Refusal WrongToken = new(
        Api.ProblemCodes.WrongToken, "The token is not valid.", "It comes with the order of a task, for as long as that runs.");

    private static readonly Refusal TooManyWrong = new(
        Api.ProblemCodes.TooManyWrongTokens, "Too many wrong tokens came from this address.", "Wait as long as Retry-After says.");

    private static readonly Refusal NotAnyMore = new(
        Api.ProblemCodes.TaskOver, "The task is over.", "Its file is given while it runs.");

    private static readonly Refusal Gone = new Refusal(
        Api.ProblemCodes.UnknownFile, "There is no such file.", "It was deleted, or its time is over.").InAddress();

    public static void MapTaskFiles(this IEndpointRouteBuilder routes) => routes.MapMethods(ProtocolVersion.TaskFilePath, [HttpMethods.Get, HttpMethods.Head], Give)
        .AllowAnonymous().WithMetadata(TokenOfTask.Mark).DisableRequestTimeout().ExcludeFromDescription();

    private static async Task<IResult> Give(IFileStore files, TaskSecrets secrets, IGrainFactory grains, StrangerLimit strangers, GatewayMeter meter, HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || secrets.ReadFileToken(header[Bearer.Length..].Trim()) is not { } known)
        {
            return meter.Refuse(strangers.Take(http.Connection.RemoteIpAddress) is { } wait
                ? TooManyWrong with { RetryAfter = wait }
                : WrongToken);
        }

        if (await grains.GetGrain<ITaskGrain>(known.TaskId).Describe() is not { } task || task.Phase.IsTerminal() || task.Spec.File?.StoredId is not { } id || known.Attempt > task.Attempt)
        {
            return meter.Refuse(NotAnyMore);
        }

        return await files.Find(id, http.RequestAborted) is { } file && await files.Open(id, http.RequestAborted) is { } content
            ? TypedResults.Stream(content, "application/octet-stream", lastModified: file.PutAt, entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true)
            : meter.Refuse(Gone);
    }
}
