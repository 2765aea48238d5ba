using System.Globalization;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>A task that asked for a terminal finds one: programs print to it as to a person, and everything is in the order of writing.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly TestHost _host = new();

    [Fact]
    public async Task Programs_FindATerminalOfTheSizeThatWasAskedFor()
    {
        const string script = """
            for i in 0 1 2; do test -t $i && echo $i is a terminal; done
            stty size
            echo $TERM
            ps -o tty= -o tpgid= -p $$ | awk '{ print ($1 != "?"), ($2 == '$$') }'
            """;

        Assert.Equal("0 is a terminal\n1 is a terminal\n2 is a terminal\n40 120\nxterm-256color\n1 1\n", await Output("t", script));
    }

    [Fact]
    public async Task WithoutOne_NothingIsATerminal()
    {
        var order = Some.Script("t", "for i in 0 1 2; do test -t $i && echo $i is a terminal; done; echo TERM=$TERM; (: </dev/tty) 2>/dev/null || echo none");
        await _host.Run(order);

        Assert.Equal("TERM=\nnone\n", _host.Stdout(order));
    }

    [Fact]
    public async Task BothStreams_AreOneInTheExactOrder_AlsoAtFullSpeed()
    {
        var order = Terminal("t", "i=0; while [ $i -lt 5000 ]; do echo out $i; echo err $i >&2; i=$((i+1)); done");

        var end = await _host.Run(order);

        Assert.Equal((0, 0), (end.ExitCode, end.ProcessesLeft));
        Assert.Equal(string.Concat(Enumerable.Range(0, 5_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"out {i}\nerr {i}\n"))), _host.Stdout(order));
        Assert.Empty(_host.Stderr(order));
    }

    [Fact]
    public async Task WhatIsPrinted_IsKeptToTheLastByteAsItWasWritten()
    {
        for (var run = 0; run < 20; run++)
        {
            var order = Terminal($"t{run}", @"seq 1 20000; printf 'tab\tred \033[31mred\033[m\rback\r\nend'");

            await _host.Run(order);

            Assert.Equal(string.Concat(Enumerable.Range(1, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}\n"))) + "tab\tred \u001b[31mred\u001b[m\rback\r\nend", _host.Stdout(order));
        }
    }

    /// <summary>A question that nobody can answer would hold the task up until its time is over.</summary>
    [Fact]
    public async Task WhoReads_FindsTheEnd()
    {
        const string script = """
            cat; read line || echo nothing to read
            read line </dev/tty || echo nothing there either
            python3 -c 'input("name? ")' 2>&1 | tail -1
            """;

        Assert.Equal("nothing to read\nnothing there either\nEOFError: EOF when reading a line\n", await Output("t", script));
    }

    [Fact]
    public async Task StandardInput_IsWhatWasGiven() =>
        Assert.Equal("no terminal\ngiven\n", await Output("t", "test -t 0 || echo no terminal; cat", stdin: "given\n"u8.ToArray()));

    [Fact]
    public async Task TheCap_CountsTheRest()
    {
        var order = Terminal("t", "head -c 300000 /dev/zero | tr '\\0' x; exit 3") with { LogCapBytes = Limits.LowestLogCapBytes };

        var end = await _host.Run(order);

        Assert.Equal((3, 300_000 - Limits.LowestLogCapBytes), (end.ExitCode, end.StdoutDropped));
        Assert.Equal(Limits.LowestLogCapBytes, _host.Stdout(order).Length);
    }

    [Fact]
    public async Task Cancelled_EndsWithAllOfItsProcesses()
    {
        var order = Terminal("t", "trap 'echo cleanup; exit 3' INT; setsid sleep 1000 & echo up; wait");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Contains("up\n", StringComparison.Ordinal));

        var end = await TestHost.Kill(process);

        Assert.Equal((3, 0), (end.ExitCode, end.ProcessesLeft));
        Assert.Equal("up\ncleanup\n", _host.Stdout(order));
    }

    /// <summary>As where a person logs out: what shall live on does not listen to the hangup.</summary>
    [Fact]
    public async Task WhatOutlivesItsScript_GoesOnPrinting()
    {
        var order = Terminal("t", "trap '' HUP; (sleep 0.5; echo late) & echo early");

        var end = await _host.Run(order);

        Assert.Equal((0, 0), (end.ExitCode, end.ProcessesLeft));
        Assert.Equal("early\nlate\n", _host.Stdout(order));
    }

    public void Dispose() => _host.Dispose();

    private static RunTask Terminal(string id, string script) => Some.Script(id, script) with { Tty = new TerminalSize(120, 40) };

    private async Task<string> Output(string id, string script, byte[]? stdin = null)
    {
        var order = Terminal(id, script) with { Stdin = stdin };
        var end = await _host.Run(order);
        Assert.Equal((0, 0), (end.ExitCode, end.ProcessesLeft));
        Assert.Empty(_host.Stderr(order));
        return _host.Stdout(order);
    }
}
