using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>Reads what is stored of a log, page by page, without waiting for more.</summary>
internal static class LogReading
{
    private static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(30);

    /// <param name="session">Where it is shown.</param>
    /// <param name="id">Whose log.</param>
    /// <param name="from">The first record.</param>
    /// <param name="asked">The record that the caller named as the first; 1 if none.</param>
    /// <param name="printing">How it is shown.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<int> Read(Session session, string id, long from, long asked, LogPrinting printing, CancellationToken cancel)
    {
        if (session.Json)
        {
            await WriteDocument(session, Pages(session, id, from, printing.OnlyStream, cancel));
            return ExitCodes.Success;
        }

        var (complete, next) = await Print(FollowOutputs.Printer(session, printing), Pages(session, id, from, printing.OnlyStream, cancel));
        if (next <= from)
        {
            await SayWhyEmpty(session, id, asked, cancel);
        }
        else if (!complete)
        {
            session.Notes.Progress($"The task is not over; opsctl logs {id} -f follows it.");
        }

        return ExitCodes.Success;
    }

    private static async Task SayWhyEmpty(Session session, string id, long asked, CancellationToken cancel)
    {
        var task = (await session.Server.ReadTask(id, cancel)).Value;
        if ((BeyondTheEnd.Sentence(task, asked) ?? TaskOutcomes.Progress(task)) is { } sentence)
        {
            session.Notes.Info(task.Terminal ? sentence : $"{sentence} opsctl logs {id} -f follows it.");
        }
    }

    /// <summary>Pages until one brings nothing new.</summary>
    private static async IAsyncEnumerable<LogPage> Pages(
        Session session, string id, long from, string? stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var retries = new RetryPolicy(session.Time, RetryFor);
        var next = from;
        LogPage page;
        do
        {
            from = next;
            page = (await retries.Try(() => session.Server.ReadLog(id, from, stream, cancel), Retry.Always, cancel)).Value;
            yield return page;
            next = page.NextSeq;
        }
        while (next > from);
    }

    private static async Task<(bool Complete, long Next)> Print(LogPrinter printer, IAsyncEnumerable<LogPage> pages)
    {
        var (complete, next) = (false, 1L);
        await foreach (var page in pages)
        {
            printer.Print(page.Records);
            (complete, next) = (page.Complete, page.NextSeq);
        }

        printer.Finish();
        return (complete, next);
    }

    /// <summary>One document, written as it is read: a log can be larger than the memory.</summary>
    private static async Task WriteDocument(Session session, IAsyncEnumerable<LogPage> pages)
    {
        var (complete, next) = (false, 1L);
        await using var json = new Utf8JsonWriter(session.Stdout, new JsonWriterOptions { Encoder = CliJson.Readable.Options.Encoder });
        json.WriteStartObject();
        json.WriteStartArray("records");
        await foreach (var page in pages)
        {
            foreach (var record in page.Records)
            {
                JsonSerializer.Serialize(json, record, CliJson.Readable.LogRecord);
            }

            await json.FlushAsync();
            (complete, next) = (page.Complete, page.NextSeq);
        }

        json.WriteEndArray();
        json.WriteNumber("nextSeq", next);
        json.WriteBoolean("complete", complete);
        json.WriteEndObject();
        await json.FlushAsync();
        session.WriteLine("");
    }
}
