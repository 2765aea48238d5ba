using System.Text;
using OrleansOps.Protocol;
using OrleansOps.Seeds.Conversations;
using OrleansOps.Seeds.S1.Wire;

namespace OrleansOps.Tests.Gateway.Seeds.S1;

public sealed class S1WordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("t-1", "t-1", 1)]
    [InlineData("t-1.2", "t-1", 2)]
    [InlineData("12_3_4_abc", "12_3_4_abc", 1)]
    public void AnAttemptHasAnIdOfItsOwn(string text, string id, int attempt)
    {
        Assert.Equal(new SeedTaskId(id, attempt), SeedTaskId.Read(text));
        Assert.Equal(text, new SeedTaskId(id, attempt).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".2")]
    [InlineData("t.1")]
    [InlineData("t.0")]
    [InlineData("t.-2")]
    [InlineData("t.2.3")]
    [InlineData("t.99999999999")]
    [InlineData("a b")]
    [InlineData("../x")]
    public void WhatIsNoIdOfOursIsNone(string? text) => Assert.Null(SeedTaskId.Read(text));

    [Fact]
    public void AnyLines_CutInAnyWay_AreAllThere_InTheirOrder_AndTheSameEachTime()
    {
        var random = new Random(12);
        for (var round = 0; round < 300; round++)
        {
            var lines = Enumerable.Range(0, random.Next(1, 30)).Select(_ => new S1LogLine
            {
                Content = new string((char)random.Next(32, 0x2FF), random.Next(5) == 0 ? random.Next(200_000) : random.Next(60)) + (random.Next(4) == 0 ? "\n" : ""),
                Stream = random.Next(3) == 0 ? "stderr" : random.Next(2) == 0 ? "stdout" : null,
                Timestamp = random.Next(5) == 0 ? null : 1_700_000_000 + random.Next(-5, 50),
            }).ToList();

            var parts = S1Lines.Parts("m", lines);

            foreach (var stream in Enum.GetValues<LogStream>())
            {
                var wanted = string.Concat(lines.Where(line => (line.Stream is "stderr") == (stream == LogStream.Stderr)).Select(line => line.Content!.EndsWith('\n') ? line.Content : line.Content + "\n"));
                Assert.Equal(wanted, Encoding.UTF8.GetString(parts.Where(part => part.Stream == stream).SelectMany(part => part.Bytes).ToArray()));
            }

            Assert.All(parts, part => Assert.InRange(part.Bytes.Length, 1, Limits.BatchBytes));
            Assert.All(parts, part => Assert.True(IsRising(part), $"round {round}: {string.Join(' ', part.Times ?? [])} of {part.Bytes.Length}"));
            Assert.Equal(parts.Select(part => part.Name), S1Lines.Parts("m", lines).Select(part => part.Name));
            Assert.Equal(parts.Count, parts.Select(part => part.Name).Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Theory]
    [InlineData("success", 0L, null, TaskOutcome.Exited, 0)]
    [InlineData("success", 2L, null, TaskOutcome.Exited, 2)]
    [InlineData("success", 0L, 1004, TaskOutcome.TimedOut, null)]
    [InlineData("failed", 1L, 3005, TaskOutcome.Exited, 1)]
    [InlineData("failed", -1L, 3004, TaskOutcome.Exited, null)]
    [InlineData("failed", 4294967295L, 3005, TaskOutcome.Exited, null)]
    [InlineData("failed", 0L, 1004, TaskOutcome.TimedOut, null)]
    [InlineData("cancelled", -1L, null, TaskOutcome.Cancelled, null)]
    public void AnEndIsSaidInOurWords(string status, long exitCode, int? errorCode, TaskOutcome outcome, int? ours)
    {
        var ended = S1Results.Ended(new SeedTaskId("t", 2), "m", new S1Result { Status = status, ExitCode = exitCode, ErrorCode = errorCode, StartedAt = 5, ErrorMsg = "why\0" }, 1, 2, Now)!;

        Assert.Equal((outcome, ours, 2, 1L, 2L, Now), (ended.Outcome, ended.ExitCode, ended.Attempt, ended.StdoutBytes, ended.StderrBytes, ended.EndedAt));
        Assert.StartsWith("why", ended.Note, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', ended.Note!);
    }

    [Fact]
    public void WhatFailedBeforeItBeganNeverStarted() =>
        Assert.Equal(TaskOutcome.CouldNotStart, S1Results.Ended(new SeedTaskId("t", 1), "m", new S1Result { Status = "failed", ErrorMsg = "task command is empty" }, 0, 0, Now)!.Outcome);

    [Fact]
    public void ATaskThatIsSkippedAsARepeatIsNoEnd()
    {
        Assert.True(S1Results.IsNoEnd(new S1Result { Status = "cancelled", ErrorMsg = "task skipped as duplicated (already completed)" }));
        Assert.False(S1Results.IsNoEnd(new S1Result { Status = "cancelled", ErrorMsg = "task cancelled" }));
    }

    [Theory]
    [InlineData(TaskKind.Shell, "true", "shell")]
    [InlineData(TaskKind.Pwsh, "1", "pwsh")]
    [InlineData(TaskKind.Auto, "#!/usr/bin/env python3\nprint(1)", "python")]
    [InlineData(TaskKind.Auto, "true", "shell")]
    public void AKindIsAnInterpreterOfS1(TaskKind kind, string script, string expected) =>
        Assert.Equal(expected, S1Orders.Of(Order(kind, Encoding.UTF8.GetBytes(script))).Task!.ScriptType);

    [Fact]
    public void AProgramWithoutAShellIsArgumentsWithoutACommand()
    {
        var task = S1Orders.Of(Order(TaskKind.Argv, null) with { Argv = ["ls", "-l"], TimeoutMs = 1_001 }).Task!;

        Assert.Equal(("", 2L), (task.Command, task.TimeoutSec));
        Assert.Equal(["ls", "-l"], task.Args);
    }

    [Fact]
    public void WhatIsNotTextOrHasAnotherInterpreterIsRefused()
    {
        Assert.Contains("not UTF-8", S1Orders.Of(Order(TaskKind.Shell, [0xFF])).Refusal, StringComparison.Ordinal);
        Assert.Contains("Say its kind", S1Orders.Of(Order(TaskKind.Auto, "#!/usr/bin/ruby\n"u8.ToArray())).Refusal, StringComparison.Ordinal);
        Assert.Contains("Say its kind", S1Orders.Of(Order(TaskKind.Cmd, "dir"u8.ToArray())).Refusal, StringComparison.Ordinal);
    }

    private static RunTask Order(TaskKind kind, byte[]? script) =>
        new("t", 1, "a", kind, script, [], new Dictionary<string, string>(), WorkingDirectory: null, Stdin: null, TimeoutMs: 60_000, CancelGrace.Default);

    private static bool IsRising(SeedPart part)
    {
        var times = part.Times ?? [];
        for (var i = 0; i + 1 < times.Count; i += 2)
        {
            if (times[i] >= part.Bytes.Length || times[i] <= (i == 0 ? 0 : times[i - 2]) || times[i + 1] <= (i == 0 ? 0 : times[i - 1]))
            {
                return false;
            }
        }

        return true;
    }
}
