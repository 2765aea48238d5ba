using System.Buffers;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace OrleansOps.Roofline;

/// <summary>Spawns with both pipes, keeps what it says in a synced file until it is acknowledged.</summary>
internal static class Worker
{
    private const int LinesInABatch = 200;

    public static async Task Run(int port, int slots, string outboxFile)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/worker"), CancellationToken.None);
        using var wire = new Wire(socket);
        using var outbox = new Outbox(outboxFile);
        using var free = new SemaphoreSlim(slots);

        while (await wire.Receive() is { } message)
        {
            if (string.Equals(message.Verb, "run", StringComparison.Ordinal))
            {
                _ = RunOne(wire, outbox, free, message.Id, JsonSerializer.Deserialize<string[]>(message.Body.Span)!);
            }
        }
    }

    private static async Task RunOne(Wire wire, Outbox outbox, SemaphoreSlim free, string id, string[] command)
    {
        await free.WaitAsync();
        int code;
        try
        {
            var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            using var process = Process.Start(start)!;
            await Task.WhenAll(Pass(wire, outbox, id, process.StandardOutput.BaseStream), Pass(wire, outbox, id, process.StandardError.BaseStream));
            await process.WaitForExitAsync();
            code = process.ExitCode;
        }
        finally
        {
            free.Release();
        }

        var report = Encoding.ASCII.GetBytes(code.ToString());
        outbox.Append(report);
        await wire.Send("end", id, report);
    }

    private static async Task Pass(Wire wire, Outbox outbox, string id, Stream output)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var kept = 0;
        while (await output.ReadAsync(buffer.AsMemory(kept)) is > 0 and var read)
        {
            var there = buffer.AsMemory(0, kept + read);
            while (BatchLength(there.Span) is > 0 and var length)
            {
                await Keep(there[..length]);
                there = there[length..];
            }

            there.CopyTo(buffer);
            kept = there.Length;
        }

        if (kept > 0)
        {
            await Keep(buffer.AsMemory(0, kept));
        }

        ArrayPool<byte>.Shared.Return(buffer);

        Task Keep(ReadOnlyMemory<byte> lines)
        {
            outbox.Append(lines.Span);
            return wire.Send("log", id, lines);
        }
    }

    // As many whole lines as are there, up to a batch; what follows the last newline waits for its own.
    private static int BatchLength(ReadOnlySpan<byte> text)
    {
        var length = 0;
        for (var lines = 0; lines < LinesInABatch; lines++)
        {
            var newline = text[length..].IndexOf((byte)'\n');
            if (newline < 0)
            {
                break;
            }

            length += newline + 1;
        }

        return length;
    }
}
