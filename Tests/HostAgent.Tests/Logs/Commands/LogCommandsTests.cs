using System.Text;
using Microsoft.Extensions.Time.Testing;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Logs;

/// <summary>What lines of output do, which of them do nothing, and what waits for them.</summary>
public sealed class LogCommandsTests
{
    private readonly MemoryFile[] _files = [new(), new()];
    private readonly List<HeardCommands> _kept = [];
    private readonly FakeTimeProvider _time = new();
    private readonly LogCommands _commands;
    private readonly IOutput[] _outputs;
    private TaskCompletionSource? _disk;

    public LogCommandsTests()
    {
        _commands = New(new Dictionary<string, string> { ["TOKEN"] = "own-secret" });
        _outputs = Shown(_commands);
    }

    [Theory]
    [InlineData("##[add-mask]hunter2-hunter2\nit is hunter2-hunter2\n", "##[add-mask]***************\nit is ***************\n")]
    [InlineData("##[add-mask]hunter2-hunter2\r\nit is aHVudGVyMi1odW50ZXIy\r\n", "##[add-mask]***************\r\nit is ********************\r\n")]
    [InlineData("##[add-mask]hunter2-hunter2", "##[add-mask]***************")]
    [InlineData("say ##[add-mask]hunter2\nhunter2\n", "say ##[add-mask]hunter2\nhunter2\n")]
    [InlineData("##[Add-Mask]hunter2\n##[unknown]hunter2\n##[add-mask hunter2\nhunter2\n", "##[Add-Mask]hunter2\n##[unknown]hunter2\n##[add-mask hunter2\nhunter2\n")]
    [InlineData("##[add-mask]\n\n", "##[add-mask]\n\n")]
    [InlineData("\n\n##[\n##[add-mask]hunter2\nhunter2", "\n\n##[\n##[add-mask]*******\n*******")]
    public void AddMask_AWholeLine_IsMaskedFromThenOnInBothStreams(string printed, string expected)
    {
        foreach (var one in Encoding.UTF8.GetBytes(printed))
        {
            _files[0].Append([one]);   // piece by piece, and looked at in between
            _ = _outputs[0].Ready();
        }

        End();

        Assert.Equal(expected, Text(LogStream.Stdout));
        Assert.Null(_commands.Results.Note);
    }

    [Fact]
    public void AddMask_ALineWithoutItsEnd_WaitsAsLongAsItTakes()
    {
        Print(LogStream.Stdout, "before\n##[add-mask]hunt");
        Assert.Equal(19, _outputs[0].Ready());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(19, _outputs[0].Ready());

        Print(LogStream.Stdout, "er2-hunter2\n");
        Assert.Equal(35, _outputs[0].Ready());

        Assert.Equal("before\n##[add-mask]***************\n", Text(LogStream.Stdout));
    }

    [Fact]
    public void AddMask_OnTheOtherStream_HoldsForWhatFollowsIt()
    {
        Print(LogStream.Stderr, "##[add-mask]hunter2-hunter2\n");
        Print(LogStream.Stdout, "hunter2-hunter2\n");

        Assert.Equal(16, _outputs[0].Ready());

        Assert.Equal("***************\n", Text(LogStream.Stdout));
    }

    [Fact]
    public void SetOutput_TheLastValueCounts_AndSecretsInItAreMasked()
    {
        Print(LogStream.Stdout, "##[set-output name=version]4.1\r\n##[set-output name=empty]\n##[set-output name=version]4.2 \u4f60 a]b\n");
        Print(LogStream.Stderr, "##[set-output name=login]own-secret and later\n##[add-mask]later\n##[set-output name=last]x");
        End();
        _ = (_outputs[0].Ready(), _outputs[1].Ready());

        Assert.Equal(
            [("empty", ""), ("last", "x"), ("login", "********** and *****"), ("version", "4.2 \u4f60 a]b")],
            _commands.Results.Outputs!.Select(output => (output.Key, output.Value)).Order());
        Assert.Null(_commands.Results.Note);
    }

    [Fact]
    public void NoEffect_IsSaidWithTheFirstReason()
    {
        Print(LogStream.Stdout, "##[add-mask]abc\n");
        _ = _outputs[0].Ready();
        Assert.Equal("A log command had no effect: a value to mask has 3 bytes, and fewer than 4 would be found everywhere.", _commands.Results.Note);

        Print(LogStream.Stdout, $"##[set-output name=a.b]x\n##[set-output name=]x\n##[add-mask]{new string('x', Limits.MaskBytes + 2)}\n##[set-output name=long]{new string('x', Limits.OutputBytes)}\n");
        End();
        _ = _outputs[0].Ready();

        Assert.Equal("5 log commands had no effect. The first: a value to mask has 3 bytes, and fewer than 4 would be found everywhere.", _commands.Results.Note);
        Assert.Null(_commands.Results.Outputs);
    }

    [Fact]
    public void Bounds_OutputsAreAHundredAndSixtyFourKilobytesTogether()
    {
        var half = new string('x', (Limits.OutputBytes / 2) - 1);
        Print(LogStream.Stdout, $"##[set-output name=a]{half}\n##[set-output name=b]{half}\n");
        _ = _outputs[0].Ready();
        Assert.Equal((Limits.OutputBytes, null), (TaskOutputs.SizeOf(_commands.Results.Outputs!), _commands.Results.Note));

        Print(LogStream.Stdout, "##[set-output name=c]\n");
        _ = _outputs[0].Ready();
        Assert.Equal("A log command had no effect: with output 'c' the outputs have more than 65536 bytes together.", _commands.Results.Note);

        Print(LogStream.Stdout, "##[set-output name=a]\n" + string.Concat(Enumerable.Range(0, Limits.OutputCount + 5).Select(i => $"##[set-output name=n{i}]\n")));
        _ = _outputs[0].Ready();
        Assert.Equal(Limits.OutputCount, _commands.Results.Outputs!.Count);
        Assert.Equal("", _commands.Results.Outputs["a"]);
    }

    [Fact]
    public void Bounds_MasksAreTwoHundred()
    {
        Print(LogStream.Stdout, string.Concat(Enumerable.Range(0, Limits.MaskCount + 1).Select(i => $"##[add-mask]value-{i:000}\n")));
        _ = _outputs[0].Ready();

        Assert.Equal("A log command had no effect: 200 values are masked already, which is the limit.", _commands.Results.Note);
    }

    [Fact]
    public async Task Release_WaitsUntilWhatTheBytesSaidIsWrittenDown_AndTheNextLifeKnowsIt()
    {
        _disk = new TaskCompletionSource();
        Print(LogStream.Stdout, "##[add-mask]hunter2-hunter2\n##[set-output name=version]own-secret\n" + new string('.', 9_000) + "\n");
        var length = _outputs[0].Ready();

        _outputs[0].Release(8_192);
        Assert.Equal(0, _files[0].FirstByte());
        _disk.SetResult();
        _outputs[0].Release(8_192);
        Assert.Equal(4_096, _files[0].FirstByte());   // the page with the byte before stays

        var next = New(new Dictionary<string, string> { ["TOKEN"] = "own-secret" });
        next.Adopt(Assert.Single(_kept));
        Print(LogStream.Stdout, "hunter2-hunter2\n");
        await next.HearOut(_files[0].Length(), 0);
        var bytes = new byte[16];
        Shown(next)[0].Read(length, bytes);

        Assert.Equal("***************\n", Encoding.UTF8.GetString(bytes));
        Assert.Equal("**********", next.Results.Outputs!["version"]);
    }

    [Fact]
    public void Release_ADiskThatTakesNothing_KeepsTheBytesAndIsAskedAgain()
    {
        _disk = new TaskCompletionSource();
        Print(LogStream.Stdout, "##[add-mask]hunter2-hunter2\n" + new string('.', 9_000) + "\n");
        _ = _outputs[0].Ready();
        _outputs[0].Release(8_192);
        _disk.SetException(new IOException("full"));
        _disk = null;
        _outputs[0].Release(8_192);
        _outputs[0].Release(8_192);

        Assert.Equal((2, 4_096L), (_kept.Count, _files[0].FirstByte()));
    }

    [Fact]
    public void ALongOutput_IsHeardInPartsAndOneStreamDoesNotOvertakeTheOther()
    {
        Print(LogStream.Stderr, new string('e', 3 * 1024 * 1024) + "\n##[add-mask]hunter2-hunter2\n");
        Print(LogStream.Stdout, "hunter2-hunter2\n");

        var looks = 1;
        for (; _outputs[0].Ready() == 0; looks++)
        {
            Assert.True(looks < 10, "It is never heard out.");
        }

        Assert.Equal(4, looks);
        Assert.Equal("***************\n", Text(LogStream.Stdout));
    }

    private LogCommands New(Dictionary<string, string> secrets) => new(new AttemptId("t", 1), secrets, _files[0], _files[1], heard =>
    {
        _kept.Add(heard);
        return _disk?.Task ?? Task.CompletedTask;
    });

    private IOutput[] Shown(LogCommands commands) =>
    [
        new MaskedOutput(new HeardOutput(_files[0], LogStream.Stdout, commands), commands.Results, _time),
        new MaskedOutput(new HeardOutput(_files[1], LogStream.Stderr, commands), commands.Results, _time),
    ];

    private void Print(LogStream stream, string text) => _files[(int)stream].Append(Encoding.UTF8.GetBytes(text));

    private void End()
    {
        _ = (_outputs[0].Final(_files[0].Length()), _outputs[1].Final(_files[1].Length()));
    }

    private string Text(LogStream stream)
    {
        var bytes = new byte[_files[(int)stream].Length()];
        return Encoding.UTF8.GetString(bytes, 0, _outputs[(int)stream].Read(0, bytes));
    }
}
