using System.Diagnostics;
using System.Text;
using OrleansOps.HostAgent.Logs;

namespace OrleansOps.Bench;

/// <summary>What it costs to look for the secrets of a task in its output, on one core, beside a copy of the same bytes.</summary>
internal static class Masking
{
    private const int Secrets = 20;
    private const int SecretLength = 32;
    private const int Bytes = 64 * 1024;
    private const int Rounds = 5;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public static Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        var chance = new Random(1);
        var mask = SecretMask.Of(Enumerable.Range(0, Secrets).ToDictionary(number => $"S{number}", _ => Word(chance, SecretLength)))!;
        var output = Output(chance);
        var (work, starts) = (new byte[output.Length], new List<int>());
        var (masking, copying) = (new Samples(), new Samples());
        for (var i = 0; i < Rounds; i++)
        {
            masking.Add(Rate(() =>
            {
                output.CopyTo(work, 0);
                mask.Cover(work, isEnd: false, starts);
            }));
            copying.Add(Rate(() => output.CopyTo(work, 0)));
        }

        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure("masking", masking.Median, "MB/s", copying.Median, masking.Median / copying.Median)
            {
                Goal = ">= 300",
                Note = $"{masking.Least:0}..{masking.Most:0}; {Secrets} secrets of {SecretLength} characters in all their forms, {starts.Count} found",
            },
        ]);
    }

    private static double Rate(Action once)
    {
        var (done, watch) = (0L, Stopwatch.StartNew());
        while (watch.Elapsed < Round)
        {
            once();
            done += Bytes;
        }

        return done / watch.Elapsed.TotalSeconds / 1_000_000;
    }

    /// <summary>Lines as programs print them.</summary>
    private static byte[] Output(Random chance)
    {
        string[] words = ["INFO", "2026-11-29T12:00:00Z", "request", "completed", "in", "12ms", "status=200", "GET", "/api/v1/items", "Compiling", "warning:", "unused"];
        var text = new StringBuilder();
        while (text.Length < Bytes)
        {
            text.AppendJoin(' ', Enumerable.Range(0, 12).Select(_ => words[chance.Next(words.Length)])).Append(' ').Append(Word(chance, 12)).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, Bytes));
    }

    private static string Word(Random chance, int length) =>
        new([.. Enumerable.Range(0, length).Select(_ => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[chance.Next(62)])]);
}
