using OrleansOps.Http;
using OrleansOps.Operators.Tasks;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Logs;

/// <summary>Showing again what the terminal of a task showed.</summary>
internal static class RecordingEndpoints
{
    public static void MapRecordings(this IEndpointRouteBuilder routes) => routes.MapGet("/tasks/{id}/recording", Read)
        .WithTags("Logs").WithName("readRecording").WithSummary("Downloads what a task's terminal showed as an asciicast (version 2), as far as it is stored.")
        .Produces<string>(StatusCodes.Status200OK, "application/x-asciicast").Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
        .DisableRequestTimeout();

    private static async Task<IResult> Read(string id, IGrainFactory grains, LogReader reader, HttpContext http)
    {
        if (TaskQueries.Id(id) is { } refusal)
        {
            return refusal.ToResult();
        }

        if (await grains.GetGrain<ITaskGrain>(id).Describe() is not { } task)
        {
            return TaskRefusals.Unknown(id).ToResult();
        }

        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{id}.cast\"";
        return TypedResults.Stream(body => Write(body, id, new Asciicast(task), reader, http.RequestAborted), "application/x-asciicast");
    }

    private static async Task Write(Stream body, string id, Asciicast cast, LogReader reader, CancellationToken cancel)
    {
        await body.WriteAsync(cast.Heading(), cancel);
        for (var next = 1L; ;)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await reader.Page(id, next, LogReader.PageBytes, TimeSpan.Zero);
            foreach (var batch in page.Batches.Where(batch => batch.Seq + batch.Records > next))
            {
                foreach (var line in cast.Lines(batch, next))
                {
                    await body.WriteAsync(line, cancel);
                }

                next = batch.Seq + batch.Records;
            }

            if (page.Batches.Count == 0 || next >= page.NextSeq)
            {
                return;
            }
        }
    }
}
