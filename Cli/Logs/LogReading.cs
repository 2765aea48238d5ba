using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>Reads what is stored of a log, page by page, without waiting for more.</summary>
internal static class LogReading
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> Read(Session session, string id, long from, LogPrinting printing, CancellationToken cancel)
    {
        var complete = session.Json
            ? await WriteDocument(session, Pages(session, id, from, printing.OnlyStream, cancel))
            : await Print(FollowOutputs.Printer(session, printing), Pages(session, id, from, printing.OnlyStream, cancel));
        if (!complete && !session.Json)
        {
            session.Notes.Progress($"The task is not over; opsctl logs {id} -f follows it.");
        }

        return ExitCodes.Success;
    }

    /// <summary>Pages until one brings nothing new.</summary>
    private static async IAsyncEnumerable<LogPage> Pages(
        Session session, string id, long from, string? stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var patience = new Patience(session.Time, Patience);
        var next = from;
        LogPage page;
        do
        {
            from = next;
            page = (await patience.Try(() => session.Server.ReadLog(id, from, stream, cancel), Retry.Always, cancel)).Value;
            yield return page;
            next = page.NextSeq;
        }
        while (next > from);
    }

    private static async Task<bool> Print(LogPrinter printer, IAsyncEnumerable<LogPage> pages)
    {
        var complete = false;
        await foreach (var page in pages)
        {
            printer.Print(page.Records);
            complete = page.Complete;
        }

        printer.Finish();
        return complete;
    }

    /// <summary>One document, written as it is read: a log can be larger than the memory.</summary>
    private static async Task<bool> WriteDocument(Session session, IAsyncEnumerable<LogPage> pages)
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
        return complete;
    }
}
