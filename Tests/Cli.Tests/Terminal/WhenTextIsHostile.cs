namespace OrleansOps.Cli.Tests;

/// <summary>What scripts and servers say, on the screen of the operator who asked.</summary>
public sealed class WhenTextIsHostile : IAsyncLifetime
{
    private const string Hostile = "\u001b]52;c;cm0gLXJmIC8=\u0007\u001b]0;title\u0007\u001b[2J\u009b1;1H\u001b[31mred\u001b[0m";
    private const string Safe = "\\x1b]52;c;cm0gLXJmIC8=\\x07\\x1b]0;title\\x07\\x1b[2J\\x9b1;1H\u001b[31mred\u001b[0m";

    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.Has("t-1").Write("stdout", $"{Hostile}\n").Write("stderr", $"{Hostile}\n").End("succeeded", exitCode: 0);
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Theory]
    [InlineData("logs t-1")]
    [InlineData("logs t-1 -f")]
    public async Task OnATerminalALogHasColoursAndNothingElse(string line)
    {
        await using var opsctl = Pty.Start(_gateway, 100, line.Split(' '));

        Assert.Equal(0, await opsctl.Exited());
        Assert.StartsWith($"{Safe}\r\n{Safe}\r\n", opsctl.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("logs t-1 --raw")]
    [InlineData("logs t-1 -f --raw")]
    public async Task OnATerminalALogIsAsItIsOnWish(string line)
    {
        await using var opsctl = Pty.Start(_gateway, 100, line.Split(' '));

        Assert.Equal(0, await opsctl.Exited());
        Assert.StartsWith($"{Hostile}\r\n{Hostile}\r\n", opsctl.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("logs t-1")]
    [InlineData("logs t-1 -f")]
    public async Task InAPipeEachByteIsAsItWas(string line)
    {
        await using var opsctl = await Opsctl.Run(_gateway, line.Split(' '));

        opsctl.ExitsWith(0);
        Assert.Equal(($"{Hostile}\n", $"{Hostile}\n"), (opsctl.Stdout, opsctl.Stderr));
    }

    /// <summary>The title of a refusal, in each place where one is shown.</summary>
    [Theory]
    [InlineData("logs t-1 -f --reconnect-for 1s", 503)]
    [InlineData("run --on web-1 --id t-2 -c x", 422)]
    [InlineData("cancel t-1", 409)]
    [InlineData("hosts", 400)]
    public async Task WhatAServerSaysIsWrittenOut(string line, int status)
    {
        _gateway.Before = async http =>
        {
            await ContractGateway.Problem(http, status, "code\u001b]0;t\u0007", $"{Hostile}\nopsctl: Task t-1 succeeded.", Hostile);
            return true;
        };

        await using var opsctl = await Opsctl.Run(_gateway, line.Split(' '));

        Assert.Contains("\\x1b]52;c;", opsctl.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', opsctl.Stdout + opsctl.Stderr);
        Assert.DoesNotContain("\nopsctl: Task t-1 succeeded.", opsctl.Stderr, StringComparison.Ordinal);
    }

    /// <summary>While it follows: the connection is lost, and the next one is refused with a title.</summary>
    [Fact]
    public async Task WhyAConnectionWasLostIsWrittenOut()
    {
        var asked = 0;
        _gateway.Before = async http =>
        {
            if (++asked != 1)
            {
                return false;
            }

            await ContractGateway.Problem(http, 503, "away", Hostile, Hostile);
            return true;
        };

        await using var opsctl = await Opsctl.Run(_gateway, "logs", "t-1", "-f", "--stream", "stdout", "--reconnect-for", "30s");

        opsctl.ExitsWith(0);
        Assert.Contains("Connection lost: \\x1b]52;c;", opsctl.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', opsctl.Stderr);
    }
}
