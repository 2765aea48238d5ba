using Microsoft.AspNetCore.Http;

namespace OrleansOps.Cli.Tests;

public sealed class WhenTheConnectionBreaks : IAsyncLifetime
{
    private const int Lines = 40;

    private ContractGateway _gateway = null!;

    private static string AllLines => string.Concat(Enumerable.Range(1, Lines).Select(i => $"line {i}\n"));

    public async Task InitializeAsync() => _gateway = await ContractGateway.Start();

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task RunGoesOnWithoutAGapOrADouble()
    {
        _gateway.WhenSubmitted = task =>
        {
            WriteLines(task);
            task.End("succeeded", exitCode: 0);
            foreach (var cut in (int[])[7, 0, 3, 12])
            {
                task.Cuts.Enqueue(cut);
            }
        };

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "-c", "x");

        Assert.Equal(AllLines, opsctl.ExitsWith(0).Stdout);
        Assert.Contains("Connection lost", opsctl.Stderr, StringComparison.Ordinal);
        Assert.Matches("Connected again; the log goes on with record [0-9]+.", opsctl.Stderr);
        Assert.Equal(5, Follows.Count);
        AssertEachGoesOnWhereTheLastEnded();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ACutAfterAnyByteLosesNothing(int seed)
    {
        var random = new Random(seed);
        await using var proxy = new CuttingProxy(_gateway.Address, Enumerable.Range(0, 12).Select(_ => random.Next(1, 4_000)));
        _gateway.WhenSubmitted = task => WriteLines(task).End("succeeded", exitCode: 0);

        await using var opsctl = await Opsctl.RunWith(Opsctl.Environment(proxy.Address), [], "run", "--on", "web-1", "-c", "x");

        Assert.Equal(AllLines, opsctl.ExitsWith(0).Stdout);
        Assert.NotNull(Follows[^1].LastEventId);
        AssertEachGoesOnWhereTheLastEnded();
    }

    private List<ContractRequest> Follows =>
        [.. _gateway.Requests.Where(request => request.Target.Contains("/log/follow", StringComparison.Ordinal))];

    private void AssertEachGoesOnWhereTheLastEnded()
    {
        var seen = Follows.Select(request => request.LastEventId is { } id ? int.Parse(id, System.Globalization.CultureInfo.InvariantCulture) : 0).ToList();
        Assert.Equal(seen.Order(), seen);
        Assert.All(Follows, request => Assert.Equal(request.LastEventId is null, request.Target.EndsWith("?from=1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RecordsThatComeTwiceAreShownOnce()
    {
        await using var proxy = new CuttingProxy(_gateway.Address, [4_000]);
        _gateway.WhenSubmitted = task => WriteLines(task).End("succeeded", exitCode: 0);
        _gateway.Before = http =>
        {
            http.Request.Headers.Remove("Last-Event-ID");   // a server that forgets where we were
            return Task.FromResult(false);
        };

        await using var opsctl = await Opsctl.RunWith(Opsctl.Environment(proxy.Address), [], "run", "--on", "web-1", "-c", "x");

        Assert.Equal(AllLines, opsctl.ExitsWith(0).Stdout);
        Assert.Contains("Connected again; the log goes on with record", opsctl.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("the log goes on with record 1.", opsctl.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordsThatAreGoneAreNamed()
    {
        WriteLines(_gateway.Has("old")).End("succeeded", exitCode: 0);
        _gateway.Before = http =>
        {
            if (http.Request.Path.Value!.EndsWith("/follow", StringComparison.Ordinal))
            {
                http.Request.Headers["Last-Event-ID"] = "30";
            }

            return Task.FromResult(false);
        };

        await using var opsctl = await Opsctl.Run(_gateway, "logs", "old", "-f", "--from", "11");

        Assert.StartsWith("line 31\n", opsctl.ExitsWith(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("Records 11 to 30 of the log are not stored any more; it goes on with 31.", opsctl.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARestartingServerIsWaitedFor()
    {
        var refusals = 3;
        _gateway.WhenSubmitted = task => task.Write("stdout", "done\n").End("succeeded", exitCode: 0);
        _gateway.Before = async http =>
        {
            if (!http.Request.Path.Value!.EndsWith("/follow", StringComparison.Ordinal) || Interlocked.Decrement(ref refusals) < 0)
            {
                return false;
            }

            await ContractGateway.Problem(http, 503, "starting", "Not ready", "The gateway is starting.");
            return true;
        };

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "-c", "x");

        Assert.Equal("done\n", opsctl.ExitsWith(0).Stdout);
        Assert.Contains("Connection lost: Not ready (503 starting). The task goes on", opsctl.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatStaysAwayIsGivenUp()
    {
        _gateway.WhenSubmitted = task => task.Write("stdout", "one\n");
        await using var opsctl = Opsctl.Start(_gateway, "run", "--on", "web-1", "--id", "t-1", "--reconnect-for", "1s", "-c", "x");
        await opsctl.StdoutHas("one\n");

        await _gateway.Stop();

        Assert.Equal(ExitCodes.Unreachable, await opsctl.Exited());
        Assert.Contains($"Gave up after 1s without a connection to {_gateway.Address}. The task was not cancelled.", opsctl.Stderr, StringComparison.Ordinal);
        Assert.Contains("Follow it again with: opsctl logs t-1 -f --from 2", opsctl.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALostAnswerToTheSubmissionIsAskedForAgainWithTheSameId()
    {
        var losses = 2;
        _gateway.WhenSubmitted = task => task.Write("stdout", "once\n").End("succeeded", exitCode: 0);
        _gateway.Before = http =>
        {
            if (HttpMethods.IsPut(http.Request.Method) && Interlocked.Decrement(ref losses) >= 0)
            {
                http.Abort();
                return Task.FromResult(true);
            }

            return Task.FromResult(false);
        };

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "-c", "x");

        Assert.Equal("once\n", opsctl.ExitsWith(0).Stdout);
        var puts = _gateway.Requests.Where(request => request.Method is "PUT").ToList();
        Assert.Equal(3, puts.Count);
        Assert.Single(puts.Select(put => put.Target + put.Body).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ARefusalInTheMiddleIsFinal()
    {
        var first = true;
        _gateway.WhenSubmitted = task =>
        {
            WriteLines(task);
            task.Cuts.Enqueue(3);
        };
        _gateway.Before = async http =>
        {
            if (!http.Request.Path.Value!.EndsWith("/follow", StringComparison.Ordinal) || (first && !(first = false)))
            {
                return false;
            }

            await ContractGateway.Problem(http, 401, "bad-token", "The token is not valid", "It was revoked.");
            return true;
        };

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "-c", "x");

        opsctl.ExitsWith(ExitCodes.Refused);
        Assert.Contains("The token is not valid (401 bad-token).", opsctl.Stderr, StringComparison.Ordinal);
    }

    private static ContractTask WriteLines(ContractTask task)
    {
        for (var i = 1; i <= Lines; i++)
        {
            task.Write("stdout", $"line {i}\n");
        }

        return task;
    }
}
