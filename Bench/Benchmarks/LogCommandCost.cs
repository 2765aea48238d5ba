using System.Text;
using System.Text.Json;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.Bench;

/// <summary>
/// What it costs to listen to a task's output: a file of lines is cut into batches as the agent does, and written as JSON, with and without. In processor time:
/// that says the same on a busy machine.
/// </summary>
internal static class LogCommandCost
{
    private const int Lines = 500_000;
    private const int Rounds = 9;

    private static readonly AttemptId Attempt = new("t", 1);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        using var folder = new TemporaryFolder("log-commands-");
        var path = Path.Combine(folder.Path, "output");
        await File.WriteAllTextAsync(path, Text(every: 0));
        var marked = Path.Combine(folder.Path, "marked");
        await File.WriteAllTextAsync(marked, Text(every: 10));
        _ = (Rate(path, listens: true), Rate(path, listens: false));
        var plain = await Pairs.Take(Rounds, () => Task.FromResult(Rate(path, listens: true)), () => Task.FromResult(Rate(path, listens: false)));
        var busy = await Pairs.Take(Rounds, () => Task.FromResult(Rate(marked, listens: true)), () => Task.FromResult(Rate(marked, listens: false)));
        return
        [
            plain.ToFigure("log-commands", "lines/s of a core") with { Goal = "ratio >= 0.95" },
            busy.ToFigure("log-commands-marked", "lines/s of a core") with { Note = "every tenth line is ##[group], ##[set-output] or ##[add-mask] (the same value)" },
        ];
    }

    private static double Rate(string path, bool listens)
    {
        using var stdout = new OutputFile(path);
        using var stderr = new OutputFile(path + ".none");
        using var marks = new OutputFile(path + ".none");
        var time = TimeProvider.System;
        var commands = new LogCommands(Attempt, secrets: null, stdout, stderr, _ => Task.CompletedTask);
        var window = new LogWindow(time);
        window.Open(Limits.WindowBytes);
        using var log = new TaskLog(Attempt, listens ? Shown(stdout, LogStream.Stdout) : stdout, listens ? Shown(stderr, LogStream.Stderr) : stderr, marks, window, time);
        var (buffer, before, next, bytes) = (new byte[Limits.BatchBytes], Environment.CpuUsage.TotalTime, 1L, 0L);
        for (var length = stdout.Length(); bytes < length;)
        {
            if (log.Cut(buffer) is { } batch)
            {
                _ = JsonSerializer.SerializeToUtf8Bytes(batch, ProtocolJson.Default.LogBatch);
                var text = Encoding.UTF8.GetBytes(batch.Text!);
                (next, bytes) = (next + LogRecords.Count(text), bytes + text.Length);
                log.Take(new LogMark(Attempt.TaskId, Attempt.Attempt, next, bytes, 0));
            }
        }

        return Lines / (Environment.CpuUsage.TotalTime - before).TotalSeconds;

        IOutput Shown(IOutput output, LogStream stream) => new MaskedOutput(new HeardOutput(output, stream, commands), commands.Results, time);
    }

    private static string Text(int every)
    {
        string[] commands = ["##[group]Build the next one of them", "##[set-output name=release]4.2.1", "##[add-mask]correct horse battery staple"];
        var text = new StringBuilder();
        for (var line = 0; line < Lines; line++)
        {
            text.Append(every > 0 && line % every == 0 ? commands[line / every % commands.Length] : "2026-01-01T00:00:00Z info worker: item done in 12 ms, 3 waiting").Append('\n');
        }

        return text.ToString();
    }
}
