using System.Diagnostics;
using System.Globalization;
using System.Text;
using OrleansOps.Protocol;
using OrleansOps.Seeds.Conversations;
using OrleansOps.Seeds.S4;
using OrleansOps.Seeds.S4.Wire;

namespace OrleansOps.Tests.Gateway.Seeds.S4;

public sealed class S4WordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly S4Environment Environment = new("aaaaaaaaaaaaaaaa", "web-1", "/srv/agent/workspace", S4Environment.Mark("secret"));

    /// <summary>What was said and told when it was written down: whatever comes out otherwise today is a change of the protocol.</summary>
    [Fact]
    public void WhatIsRecorded_IsUnderstoodAndSaidAsItWas()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Seeds", "S4", "corpus.txt");
        var recorded = File.ReadAllLines(file);

        var today = recorded.SelectMany(line => line is ['<', ' ', .. var said] ? [line, $"= {Heard(said)}"] : line is ['=', ..] or ['>', ..] ? (string[])[] : [line]).Concat(Told().Select(told => $"> {told}")).ToList();

        var fresh = Path.Combine(Path.GetTempPath(), "s4-corpus.txt");
        File.WriteAllLines(fresh, today);
        Assert.True(recorded.SequenceEqual(today, StringComparer.Ordinal), $"It comes out otherwise: {string.Join(" | ", today.Except(recorded, StringComparer.Ordinal))}. If that is meant: cp {fresh} Tests/Gateway.Tests/Seeds/S4/corpus.txt");
    }

    [Theory]
    [InlineData("""it's "quoted" $HOME `id` \ ; # 中文""")]
    [InlineData("")]
    [InlineData("'")]
    [InlineData("'''\\'''\n\ttab")]
    public void AWordIsOneForAShell_WhateverIsInIt(string text)
    {
        var command = S4Orders.CommandOf(Order(TaskKind.Argv, null) with { Argv = ["printf", "%s|", text, "end"] }, isWindows: false).Command!;

        Assert.Equal($"{text}|end|", Run(command));
    }

    [Theory]
    [InlineData(TaskKind.Shell, "printf '%s|' \"$0\" \"$@\"", "sh|a b|it's|")]
    [InlineData(TaskKind.Bash, "printf '%s|' \"$0\" \"$@\"; [[ x == x ]]", "bash|a b|it's|")]
    [InlineData(TaskKind.Python, "import sys\nprint('|'.join(sys.argv[1:]), end='')", "a b|it's")]
    [InlineData(TaskKind.Perl, "print join('|', @ARGV)", "a b|it's")]
    [InlineData(TaskKind.Node, "process.stdout.write(process.argv.slice(1).join('|'))", "a b|it's")]
    [InlineData(TaskKind.Auto, "#!/usr/bin/env python3\nimport sys\nprint('|'.join(sys.argv[1:]), end='')", "a b|it's")]
    public void AScriptOfEachKind_IsGivenToItsProgramWithItsArguments(TaskKind kind, string script, string expected) =>
        Assert.Equal(expected, Run(S4Orders.CommandOf(Order(kind, Encoding.UTF8.GetBytes(script)) with { Argv = ["a b", "it's"] }, isWindows: false).Command!));

    [Fact]
    public void AHostWithWindowsIsGivenCommandsOfItsOwnShellAlone()
    {
        Assert.Equal("dir", S4Orders.CommandOf(Order(TaskKind.Shell, "dir"u8.ToArray()), isWindows: true).Command);
        Assert.Contains("cmd.exe", S4Orders.CommandOf(Order(TaskKind.Python, "print(1)"u8.ToArray()), isWindows: true).Refusal, StringComparison.Ordinal);
        Assert.Contains("cmd.exe", S4Orders.CommandOf(Order(TaskKind.Argv, null) with { Argv = ["dir"] }, isWindows: true).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF }, "not UTF-8")]
    [InlineData(new byte[] { 0x61, 0x00 }, "zero byte")]
    public void WhatIsNoTextForAShellIsRefused(byte[] script, string why) =>
        Assert.Contains(why, S4Orders.CommandOf(Order(TaskKind.Shell, script), isWindows: false).Refusal, StringComparison.Ordinal);

    [Fact]
    public void WhatItsShellCouldNotTakeIsRefused()
    {
        Assert.NotNull(S4Orders.CommandOf(Order(TaskKind.Shell, new byte[131_071].Select(_ => (byte)'x').ToArray()), isWindows: false).Command);
        Assert.Contains("131071 bytes, and this one has 131072", S4Orders.CommandOf(Order(TaskKind.Shell, new byte[131_072].Select(_ => (byte)'x').ToArray()), isWindows: false).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-12-14T10:35:00Z", "2025-12-14T10:35:00.0000000+00:00")]
    [InlineData("2025-12-14T10:35:00.123456Z", "2025-12-14T10:35:00.1234560+00:00")]
    [InlineData("2025-12-14T10:35:00.123456", "2025-12-14T10:35:00.1234560+00:00")]
    [InlineData("2025-12-14T18:35:00+08:00", "2025-12-14T10:35:00.0000000+00:00")]
    [InlineData("0001-01-01T00:00:00", null)]
    [InlineData("yesterday", null)]
    [InlineData(null, null)]
    public void AMomentIsReadAsPythonWritesIt(string? text, string? expected) => Assert.Equal(expected, S4Results.At(text)?.ToString("O", CultureInfo.InvariantCulture));

    private static string Heard(string said)
    {
        var heard = new S4Words(new S4Options(), Environment, os: null).Hear(Encoding.UTF8.GetBytes(said), Now);
        var text = new StringBuilder(heard.Kind ?? heard.PassedOver ?? heard.Goodbye?.ToString());
        if (heard.Facts is { } facts)
        {
            text.Append(CultureInfo.InvariantCulture, $" {facts.HostName}; {facts.Os}; {facts.Kernel}; {facts.Cpus}; {facts.MemoryBytes}; {string.Join(',', facts.Addresses)}");
        }

        if (heard.Figures is { } figures)
        {
            text.Append(CultureInfo.InvariantCulture, $" {figures.CpuPercent}; {figures.MemoryUsedBytes}; {string.Join(',', figures.Disks?.Select(disk => disk.ToString()) ?? [])}");
        }

        if (heard.Answer is { } answer)
        {
            text.Append(CultureInfo.InvariantCulture, $" -> {Encoding.UTF8.GetString(answer)}");
        }

        if (heard.Report is { } report)
        {
            text.Append(CultureInfo.InvariantCulture, $" {heard.Task}");
            foreach (var part in report.Parts.Concat(report.Whole))
            {
                text.Append(CultureInfo.InvariantCulture, $" {part.Stream} {part.At:O} {Encoding.UTF8.GetString(part.Bytes).ReplaceLineEndings("\\n")}");
            }

            if (report.End is { } end)
            {
                text.Append(CultureInfo.InvariantCulture, $" {end.MessageId} {end.Outcome} code={end.ExitCode} signal={end.Signal} {end.StartedAt:O} {end.EndedAt:O} failure={end.Failure} note={end.Note}");
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Told()
    {
        var words = new S4Words(new S4Options(), Environment, os: null);
        byte[]?[] told =
        [
            .. words.Greeting(Now),
            words.Order(Order(TaskKind.Shell, "echo '<中文>' && false"u8.ToArray()) with { Env = new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "1" }, WorkingDirectory = "/srv", TimeoutMs = 1_001 }, Now).Message,
            words.Order(Order(TaskKind.Shell, "true"u8.ToArray()) with { Attempt = 2 }, Now).Message,
            words.Cancel(new SeedTaskId("t", 2), Now),
            words.Reminder(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), Now),
            words.LastWord(GoodbyeCode.Revoked, "Enrolled again."),
        ];
        return told.Select(message => Encoding.UTF8.GetString(message!));
    }

    private static RunTask Order(TaskKind kind, byte[]? script) =>
        new("t", 1, "a", kind, script, [], new Dictionary<string, string>(), WorkingDirectory: null, Stdin: null, TimeoutMs: 60_000, CancelGrace.Default);

    /// <summary>As an agent of S4 runs it.</summary>
    private static string Run(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
