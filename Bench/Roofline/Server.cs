using System.Collections.Concurrent;
using System.Text.Json;

namespace OrleansOps.Roofline;

/// <summary>Takes an order over HTTP, stores it, passes it on, stores what comes back, acknowledges it, answers.</summary>
internal static class Server
{
    public static async Task Run(int port, IEventLog log)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.UseWebSockets();

        var waiting = new ConcurrentDictionary<string, TaskCompletionSource<string>>();
        Wire? worker = null;

        app.MapGet("/readyz", () => worker is null ? Results.StatusCode(503) : Results.Ok());

        app.MapPut("/api/v1/tasks/{id}", async (string id, HttpRequest request) =>
        {
            using var order = await JsonDocument.ParseAsync(request.Body);
            var command = JsonSerializer.SerializeToUtf8Bytes(order.RootElement.GetProperty("argv"));
            var ended = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await log.Add("tasks", [command]);
            await worker!.Send("run", id, command);
            return Results.Text($$"""{"id":"{{id}}","terminal":true,"exitCode":{{await ended.Task}}}""", "application/json");
        });

        app.Map("/worker", async (HttpContext context) =>
        {
            using var from = worker = new Wire(await context.WebSockets.AcceptWebSocketAsync());
            while (await from.Receive() is { } message)
            {
                if (string.Equals(message.Verb, "log", StringComparison.Ordinal))
                {
                    await log.Add("log:" + message.Id, [.. Lines(message.Body.ToArray())]);
                }
                else
                {
                    _ = Settle(from, message.Id, message.Body.ToArray());
                }
            }
        });

        await app.RunAsync();

        async Task Settle(Wire to, string id, byte[] code)
        {
            await log.Add("results", [code]);
            waiting.TryRemove(id, out var ended);
            ended!.SetResult(System.Text.Encoding.ASCII.GetString(code));
            await to.Send("ack", id);
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.Span.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..(end + 1)];
            text = text[line.Length..];
            yield return line;
        }
    }
}
