using System.ComponentModel;
using OrleansOps.Http;
using OrleansOps.Logs;
using OrleansOps.Operators.Streams;
using OrleansOps.Operators.Tasks;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Logs;

/// <summary>Reading, downloading and following the log of a task.</summary>
internal static class LogEndpoints
{
    private const int MostRecords = 5_000;
    private const int DefaultRecords = 1_000;

    public static void MapLogs(this IEndpointRouteBuilder routes)
    {
        var log = routes.MapGroup("/tasks/{id}/log").WithTags("Logs");
        log.MapGet("", Read).WithName("readLog").WithSummary("Reads a task's log from any record on.")
            .Answers<Api.LogView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        log.MapGet("/raw", Raw).WithName("downloadLog").WithSummary("Downloads the exact bytes of a task's output.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream").Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .DisableRequestTimeout();
        log.MapGet("/follow", Follow).WithName("followLog").WithSummary("Follows a task live: events log, phase and end. Resumable with Last-Event-ID.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .DisableRequestTimeout();
    }

    private static async Task<IResult> Read(
        string id, IGrainFactory grains, LogReader reader, LogStart start, TaskReader tasks, HttpContext http,
        [Description("Number of the first record wanted; default 1.")] string? from = null,
        [Description("In place of from: begin with the last 0 to 1000000 records, of the stream if one is named.")] string? tail = null,
        [Description("In place of from: begin with the first record that was written at this time (RFC 3339) or later. With tail: whichever is later.")] string? since = null,
        [Description("1 to 5000 records; default 1000. Less may come; read on from nextSeq.")] string? limit = null,
        [Description("stdout or stderr; default both.")] string? stream = null,
        [Description("utf-8 (default) or gb18030.")] string? encoding = null,
        [Description("Wait so many seconds, 0 to 60, for the task's end and until its whole output is stored.")] string? waitSeconds = null)
    {
        var (first, records, seconds, last) = (1L, DefaultRecords, 0, 0);
        LogStream? only = null;
        DateTimeOffset? after = null;
        var refusal = TaskQueries.Id(id) ?? LogQueries.From(from, out first) ?? LogQueries.Start(from, tail, since, out last, out after) ?? LogQueries.Stream(stream, out only)
            ?? QueryValues.Number("limit", limit, 1, MostRecords, DefaultRecords, out records) ?? LogQueries.Encoding(encoding)
            ?? QueryValues.Wait(waitSeconds, out seconds);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }

        if (await tasks.Wait(id, await grains.GetGrain<ITaskGrain>(id).Describe(), seconds, http.RequestAborted) is not { } task)
        {
            return TaskRefusals.Unknown(id).ToResult();
        }

        first = tail is null ? first : await start.OfLast(id, last, only, http.RequestAborted);
        first = after is { } time ? Math.Max(first, await start.Since(id, time, http.RequestAborted)) : first;
        var found = await reader.Read(id, first, records, only, LogText.EncodingNamed(encoding)!, http.RequestAborted);
        return TypedResults.Ok(new Api.LogView(found.Records, found.NextSeq, found.IsEnd && task.HasWholeLog(found.Mark)));
    }

    private static async Task<IResult> Raw(
        string id, IGrainFactory grains, LogReader reader, HttpContext http,
        [Description("stdout or stderr; default both, in the order of their records.")] string? stream = null)
    {
        LogStream? only = null;
        if ((TaskQueries.Id(id) ?? LogQueries.Stream(stream, out only)) is { } refusal)
        {
            return refusal.ToResult();
        }

        if (await grains.GetGrain<ITaskGrain>(id).Describe() is null)
        {
            return TaskRefusals.Unknown(id).ToResult();
        }

        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{id}.log\"";
        return TypedResults.Stream(body => Copy(body, id, only, reader, http.RequestAborted), "application/octet-stream");
    }

    private static async Task Copy(Stream body, string id, LogStream? only, LogReader reader, CancellationToken cancel)
    {
        for (var next = 1L; ;)
        {
            cancel.ThrowIfCancellationRequested();   // nothing may be written for long, where all is of the other stream
            var page = await reader.Page(id, next, LogReader.PageBytes, TimeSpan.Zero);
            foreach (var batch in page.Batches.Where(batch => batch.Seq >= next))
            {
                next = batch.Seq + batch.Records;
                if (only is null || batch.Stream == only)
                {
                    await body.WriteAsync(batch.Bytes, cancel);
                }
            }

            if (page.Batches.Count == 0 || next >= page.NextSeq)
            {
                return;
            }
        }
    }

    private static async Task<IResult> Follow(
        string id, IGrainFactory grains, LogFollower follower, LiveStreams streams, HttpContext http,
        [Description("Number of the first record wanted; default 1. The header Last-Event-ID stands above it.")] string? from = null)
    {
        var first = 1L;
        var refusal = TaskQueries.Id(id) ?? LogQueries.Resume(http.Request.Headers["Last-Event-ID"], from, out first);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }

        if (await grains.GetGrain<ITaskGrain>(id).Describe() is not { } task)
        {
            return TaskRefusals.Unknown(id).ToResult();
        }

        return await streams.Run(http, (events, cancel) => follower.Follow(events, task, first, cancel));
    }
}
