using System.Globalization;
using System.Text;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>What is typed into a task arrives once and in its order, whoever says it again, and nowhere else.</summary>
public sealed class InputTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TestHost _host = new();

    [Fact]
    public async Task AShell_DoesWhatIsTyped_AndShowsItAsAPersonSeesIt()
    {
        var order = Typed("t", "PS1='> ' exec /bin/sh -i");
        var process = await _host.Host.Start(order);

        await Type(order, 0, "echo $((6*7)) $(stty size)\nexit 3\n");
        var end = await TestHost.End(process);

        Assert.Equal((3, 0), (end.ExitCode, end.ProcessesLeft));
        Assert.Contains("42 40 120\r\n", _host.Stdout(order), StringComparison.Ordinal);
        Assert.Contains("echo $((6*7))", _host.Stdout(order), StringComparison.Ordinal);   // the echo of the terminal
    }

    [Fact]
    public async Task CtrlC_IsAKey()
    {
        var order = Typed("t", "trap 'echo interrupted; exit 4' INT; echo up; while :; do sleep 0.05; done");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Contains("up", StringComparison.Ordinal));

        await Type(order, 0, "\u0003");

        Assert.Equal(4, (await TestHost.End(process)).ExitCode);
        Assert.Contains("interrupted\r\n", _host.Stdout(order), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherSize_IsSeenAtOnce()
    {
        var order = Typed("t", "trap 'stty size; exit' WINCH; echo up; while :; do sleep 0.05; done");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Contains("up", StringComparison.Ordinal));

        Assert.Equal(0, await _host.Host.Type(new TypeInput(1, "t", 1, 0, Size: new TerminalSize(132, 43))));

        await TestHost.End(process);
        Assert.Equal("up\r\n43 132\r\n", _host.Stdout(order));
    }

    [Fact]
    public async Task WhatWasTyped_IsNotTypedTwice_AndAGapIsNotTypedAtAll()
    {
        var order = Typed("t", "stty -echo -icanon; echo up; head -c 6; echo; stty -a | grep -q icanon");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Contains("up", StringComparison.Ordinal));

        Assert.Equal(3, await Say(order, 0, "abc"));
        Assert.Equal(3, await Say(order, 0, "abc"));
        Assert.Equal(3, await Say(order, 4, "x"));
        Assert.Equal(5, await Say(order, 1, "bcde"));
        Assert.Equal(6, await Say(order, 5, "f"));

        await TestHost.End(process);
        Assert.Equal("up\r\nabcdef\r\n", _host.Stdout(order));
    }

    /// <summary>Any pieces, said any number of times by any life of the agent, some of them lost, some cut: what arrives is what was typed.</summary>
    [Fact]
    public async Task AnyHistoryOfSayings_TypesEachByteOnce()
    {
        var random = Random.Shared.Next();
        var chance = new Random(random);
        for (var run = 0; run < 6; run++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"t{run}");
            var keys = Enumerable.Range(0, 3_000).Select(_ => (char)('a' + chance.Next(26))).ToArray();
            var text = new string(keys);
            var order = Typed(id, $"stty raw -echo; echo up; head -c {text.Length}");
            var process = await _host.Host.Start(order);
            await _host.UntilStdout(order, output => output.Contains("up", StringComparison.Ordinal));
            var (known, count, life) = (0L, 0L, _host.Host);
            while (known < text.Length)
            {
                if (chance.Next(8) == 0)
                {
                    life = _host.Another();
                }

                var at = Math.Max(0, known - chance.Next(20) + (chance.Next(10) == 0 ? 25 : 0));
                var length = (int)Math.Min(chance.Next(1, 200), text.Length - at);
                if (length <= 0)
                {
                    continue;
                }

                var typed = await life.Type(new TypeInput(1, id, 1, at, Encoding.ASCII.GetBytes(text.Substring((int)at, length))));
                if (typed is null && count == text.Length)
                {
                    break;   // all was typed before its answer was lost, and the program has ended
                }

                Assert.True(typed >= count, $"Seed {random}: {typed} were typed, and {count} before.");
                Assert.True(at <= count || typed == count, $"Seed {random}: a gap from {count} to {at} was typed over.");
                count = typed!.Value;
                known = chance.Next(5) == 0 ? known : count;   // the answer may be lost
            }

            await TestHost.End(process);
            Assert.EndsWith("\n" + text, _host.Stdout(order), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AProgramThatDoesNotRead_TakesNothingMore_AndHoldsNobodyUp()
    {
        var (deaf, other) = (Typed("deaf", "stty raw -echo; echo up; exec sleep 1000"), Typed("other", "stty -echo; echo up; read line; echo \"got $line\""));
        var (first, second) = (await _host.Host.Start(deaf), await _host.Host.Start(other));
        await _host.UntilStdout(deaf, output => output.Contains("up", StringComparison.Ordinal));
        await _host.UntilStdout(other, output => output.Contains("up", StringComparison.Ordinal));
        var piece = new byte[Limits.InputBytes];
        Array.Fill(piece, (byte)'x');

        var typed = 0L;
        for (var before = -1L; typed != before;)
        {
            before = typed;
            typed = (await _host.Host.Type(new TypeInput(1, "deaf", 1, typed, piece)))!.Value;
        }

        Assert.InRange(typed, 1, 256 * 1024);
        await Type(other, 0, "line\n");
        await TestHost.End(second);
        Assert.Equal("up\r\ngot line\r\n", _host.Stdout(other));
        Assert.Equal(0, (await TestHost.Kill(first)).ProcessesLeft);
    }

    [Fact]
    public async Task NobodyTypes_ItIsHungUpOn()
    {
        var order = Typed("t", "trap 'echo hung up; exit' HUP; echo up; while :; do sleep 0.05; done") with { InputIdleMs = 500 };

        var end = await TestHost.End(await _host.Host.Start(order));

        Assert.Equal((FailureCode.IdleLimitExceeded, true, 0), (end.Failure, end.IsOverLimit, end.ProcessesLeft));
        Assert.EndsWith("hung up\r\n", _host.Stdout(order), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyTypes_WhatDoesNotHearTheHangup_IsKilled()
    {
        var order = Typed("t", "trap '' HUP; (setsid sleep 1000) & echo up; while :; do sleep 0.05; done") with { InputIdleMs = 300 };

        var end = await TestHost.End(await _host.Host.Start(order));

        Assert.Equal((FailureCode.IdleLimitExceeded, Signals.Kill, 0), (end.Failure, end.Signal, end.ProcessesLeft));
    }

    [Fact]
    public async Task WhoTypes_IsNotIdle()
    {
        var order = Typed("t", "stty -echo; echo up; for i in 1 2 3 4 5 6; do read line; done; echo all") with { InputIdleMs = 1_500 };
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Contains("up", StringComparison.Ordinal));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        for (var typed = 0; typed < 6; typed++)
        {
            await timer.WaitForNextTickAsync();
            await Type(order, typed, "\n");
        }

        Assert.Equal(0, (await TestHost.End(process)).ExitCode);
        Assert.EndsWith("all\r\n", _host.Stdout(order), StringComparison.Ordinal);
    }

    /// <summary>A shell that talks to a person passes over SIGINT and SIGTERM: without the hangup it would be killed, and could write no history.</summary>
    [Fact]
    public async Task Cancelled_AShellIsHungUpOn()
    {
        var order = Typed("t", "PS1='> ' exec bash --norc -i") with { Grace = new CancelGrace(10_000, 10_000) };
        var process = await _host.Host.Start(order);
        await Type(order, 0, "trap 'echo left' EXIT\n");
        await _host.UntilStdout(order, output => output.Split("> ").Length > 2);

        var end = await TreeKill.End(process, order.Grace, TimeProvider.System, isTyped: true).WaitAsync(Limit);

        Assert.Equal((Signals.HangUp, 0), (end.Signal, end.ProcessesLeft));
        Assert.EndsWith("left\r\n", _host.Stdout(order), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotShown_IsNowhere()
    {
        const string Password = "correct-horse-battery-staple";
        var order = Typed("t", "stty -echo; echo name:; read secret; echo ${#secret}; read more");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Contains("name:", StringComparison.Ordinal));
        await Type(order, 0, Password + "\n");
        await _host.UntilStdout(order, output => output.Contains("28", StringComparison.Ordinal));

        foreach (var file in Directory.EnumerateFiles(_host.Data, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".tty", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(Password, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        }

        var socket = new FileInfo(Path.Join(_host.Data, "tasks", "t.1.tty"));
        Assert.Equal(UnixFileMode.None, socket.UnixFileMode & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite));
        await TestHost.Kill(process);
        await _host.Host.Remove(AttemptId.Of(order));
        socket.Refresh();
        Assert.False(socket.Exists);
    }

    [Fact]
    public async Task ATaskThatTakesNone_HasNoTerminalThatAnswers()
    {
        var order = Some.Script("t", "sleep 1000") with { Tty = new TerminalSize(80, 24) };
        var process = await _host.Host.Start(order);

        Assert.Null(await Say(order, 0, "x"));

        await TestHost.Kill(process);
    }

    public void Dispose() => _host.Dispose();

    private static RunTask Typed(string id, string script) => Some.Script(id, script) with { Tty = new TerminalSize(120, 40), InputIdleMs = 600_000 };

    private Task<long?> Say(RunTask order, long at, string text) => _host.Host.Type(new TypeInput(1, order.TaskId, 1, at, Encoding.UTF8.GetBytes(text)));

    private async Task Type(RunTask order, long at, string text) => Assert.Equal(at + Encoding.UTF8.GetByteCount(text), await Say(order, at, text));
}
