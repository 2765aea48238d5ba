using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OrleansOps.Cli.Tests;

/// <summary>One follower's stream of events, cut where the test says.</summary>
internal static class ContractFollow
{
    private const int BatchSize = 3;

    public static async Task Serve(HttpContext http, ContractTask task)
    {
        http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync(": hello\n\n");
        var next = http.Request.Headers["Last-Event-ID"].FirstOrDefault() is { } last
            ? long.Parse(last, CultureInfo.InvariantCulture) + 1
            : long.Parse(http.Request.Query["from"].FirstOrDefault() ?? "1", CultureInfo.InvariantCulture);
        var left = task.Cuts.TryDequeue(out var cut) ? cut : int.MaxValue;
        string? phase = null;
        while (true)
        {
            var (records, terminal, now, changed) = task.Look(next);
            if (!string.Equals(phase, now, StringComparison.Ordinal))
            {
                await http.Response.WriteAsync(Event("phase", task.View(), id: null));
                phase = now;
            }

            foreach (var batch in records.Chunk(BatchSize))
            {
                var text = Event("log", new JsonObject { ["records"] = new JsonArray([.. batch.Select(record => record.ToJson())]) }.ToJsonString(), batch[^1].Seq);
                if ((left -= batch.Length) < 0)
                {
                    await Cut(http, text);
                    return;
                }

                await http.Response.WriteAsync(text);
                next = batch[^1].Seq + 1;
            }

            if (terminal)
            {
                await http.Response.WriteAsync(Event("end", task.View(), id: null));
                return;
            }

            await http.Response.Body.FlushAsync();
            await changed.WaitAsync(http.RequestAborted);
        }
    }

    private static async Task Cut(HttpContext http, string text)
    {
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text[..(text.Length / 2)]));
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    private static string Event(string type, string data, long? id) =>
        string.Create(CultureInfo.InvariantCulture, $"event: {type}\n{(id is null ? "" : $"id: {id}\n")}data: {data}\n\n");
}
