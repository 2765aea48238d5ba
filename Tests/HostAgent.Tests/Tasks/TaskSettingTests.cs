using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>What a task finds around it where its order says so.</summary>
public sealed class TaskSettingTests : IDisposable
{
    private readonly TestHost _host = new();

    [Theory]
    [InlineData("umask; touch made; stat -c %a made", "0077\n600\n")]
    [InlineData("nice", "7\n")]
    [InlineData("ionice", "best-effort: prio 6\n")]
    [InlineData("echo $LANG $LC_ALL $TZ", "C.UTF-8 C.UTF-8 Asia/Tokyo\n")]
    [InlineData("date -d @0 +%H", "09\n")]
    public async Task Start_FindsWhatItsOrderSays(string script, string expected)
    {
        var order = Some.Script("t", script) with { Setting = new TaskSetting(0x3F, Locale: "C.UTF-8", TimeZone: "Asia/Tokyo", Nice: 7, IoClass: IoClass.BestEffort, IoLevel: 6) };

        await _host.Run(order);

        Assert.Equal(expected, _host.Stdout(order));
    }

    [Fact]
    public async Task Start_Idle_IsServedWhenNobodyElseWantsAny()
    {
        var order = Some.Script("t", "ionice") with { Setting = new TaskSetting(IoClass: IoClass.Idle) };

        await _host.Run(order);

        Assert.Equal("idle\n", _host.Stdout(order));
    }

    [Fact]
    public async Task Start_MakesItsDirectory_AsItsUser()
    {
        using var place = new TemporaryDirectory();
        File.SetUnixFileMode(place.Path, (UnixFileMode)0x1FF);
        var wanted = Path.Join(place.Path, "a", "b", "c");
        var order = Some.Script("t", "pwd; stat -c %U:%a . .. ../..") with { RunAs = new RunAs("daemon"), WorkingDirectory = wanted, Setting = new TaskSetting(CreateDirectory: true, Umask: 0x17) };

        var first = await _host.Run(order);
        var again = await _host.Run(order with { TaskId = "t2" });

        Assert.Equal((0, 0), (first.ExitCode, again.ExitCode));
        Assert.Equal($"{wanted}\ndaemon:750\ndaemon:750\ndaemon:750\n", _host.Stdout(order));
    }

    [Fact]
    public async Task Start_ADirectoryThatItsUserCannotMake_SaysWhy_AndMakesNone()
    {
        using var place = new TemporaryDirectory();
        File.SetUnixFileMode(place.Path, (UnixFileMode)0x1ED);
        var wanted = Path.Join(place.Path, "a", "b");

        var end = await _host.Run(Some.Script("t", "true") with { RunAs = new RunAs("daemon"), WorkingDirectory = wanted, Setting = new TaskSetting(CreateDirectory: true) });

        Assert.Equal((ProcessEndKind.NeverStarted, FailureCode.PathDenied), (end.Kind, end.Failure));
        Assert.Equal($"The working directory '{wanted}' cannot be made, or not be written to by user 'daemon': Permission denied.", end.Note);
        Assert.Empty(Directory.EnumerateFileSystemEntries(place.Path));
    }

    [Fact]
    public async Task Start_ATimeZoneThatIsNotThere_IsNotUtcWithoutAWord()
    {
        var end = await _host.Run(Some.Script("t", "date") with { Setting = new TaskSetting(TimeZone: "Europe/Nowhere") });

        Assert.Equal((ProcessEndKind.NeverStarted, FailureCode.NotFound), (end.Kind, end.Failure));
        Assert.StartsWith("There is no time zone 'Europe/Nowhere' on this host", end.Note, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();
}
