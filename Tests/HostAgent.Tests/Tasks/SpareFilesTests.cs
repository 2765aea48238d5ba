using OrleansOps.HostAgent;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>Working directories and claims are used again, and no task can tell.</summary>
public sealed class SpareFilesTests : IDisposable
{
    // The directory it runs in, what is in there, and its permissions.
    private const string Look = "stat -c '%i %a' .; ls -A";

    private readonly TestHost _host = new();

    [Fact]
    public async Task Remove_OfATaskThatLeftNothing_ItsDirectoryIsTheNextOnesUnderItsOwnName()
    {
        var first = await RunAndRemove("t1", Look);
        var second = await RunAndRemove("t2", $"{Look}; pwd");

        Assert.Equal($"{first}{_host.Data}/tasks/t2.1\n", second);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Join(_host.Data, "tasks")));
    }

    [Theory]
    [InlineData("touch file")]
    [InlineData("mkdir directory")]
    [InlineData("ln -s /etc/passwd link")]
    [InlineData("chmod 777 .")]
    [InlineData("cd /; rmdir $OLDPWD")]
    [InlineData("i=0; while [ $i -lt 300 ]; do : > a-long-name-to-fill-the-first-block-$i; i=$((i+1)); done; rm -f a-*")]
    public async Task Remove_OfATaskThatLeftItsDirectoryOtherwise_TheNextOneStartsInAFreshOne(string leave)
    {
        await RunAndRemove("t1", leave);
        var seen = await RunAndRemove("t2", "stat -c '%a %s' .; ls -A");

        Assert.Equal("700 4096\n", seen);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Join(_host.Data, "tasks")));
    }

    [Fact]
    public async Task Remove_OfATaskWhoseChildLivesOn_NobodyGetsItsDirectory()
    {
        var order = Some.Script("t1", "sleep 300 & echo $!");
        var process = await _host.Host.Start(order);
        await TestHost.End(process);
        await _host.Host.Remove(AttemptId.Of(order));

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Join(_host.Data, "spare")));
        Assert.NotEqual(0, await process.Signal(9));
    }

    [Fact]
    public async Task Start_AfterAShorterAndALongerOrderInTheSameFile_ReadsItsOwn()
    {
        foreach (var length in new[] { 10, 20_000, 10, 3 })
        {
            var order = Some.Command("t", "printf", "%s", new string('x', length));
            await _host.Run(order);
            Assert.Equal(length, _host.Stdout(order).Length);
            await _host.Host.Remove(AttemptId.Of(order));
        }
    }

    [Fact]
    public async Task Start_WhenSomebodyEmptiedTheSpares_MakesNewOnes()
    {
        await RunAndRemove("t1", "true");
        Directory.Delete(Path.Join(_host.Data, "spare"), recursive: true);

        Assert.Equal("here\n", await RunAndRemove("t2", "echo here"));
    }

    public void Dispose() => _host.Dispose();

    private async Task<string> RunAndRemove(string id, string script)
    {
        var order = Some.Script(id, script);
        await _host.Run(order);
        var seen = _host.Stdout(order);
        await _host.Host.Remove(AttemptId.Of(order));
        return seen;
    }
}
