using System.Security.Cryptography;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.HostAgent.Transfers;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Transfers;

/// <summary>What scripts leave on this host is brought when they have ended, by the agent's own program. Run as root.</summary>
public sealed class GatheringTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();
    private TestHost? _host;

    [Fact]
    public async Task WhatAScriptLeft_ComesEachByItself_AlsoWhenItFailed()
    {
        await using var server = await new UploadServer { IsForMany = true }.Start();
        var order = Order("mkdir -p out/site; echo 1 >out/a.xml; echo 2 >out/b.xml; echo 3 >out/c.txt; echo 4 >out/site/index.html; env | grep -c OPS_FILE_TOKEN; exit 3", "out/*.xml", "out/site");

        var end = await Host(server).Run(order);
        var gathered = await Gather(order);

        Assert.Equal((3, "0\n"), (end.ExitCode, _host!.Stdout(order)));
        Assert.True(gathered.ExitCode == 0, $"{gathered}");
        Assert.Equal([("out_a.xml", false), ("out_b.xml", false), ("out_site.tar.gz", true)], gathered.Artifacts!.Select(artifact => (artifact.Name, artifact.IsArchive)));
        Assert.Equal(Sha256("1\n"u8), gathered.Artifacts![0].StoredId);
        Assert.Equal("Bearer the token", server.Token);
    }

    [Fact]
    public async Task WhatIsNotThere_IsSaid_AndTheRestComes()
    {
        await using var server = await new UploadServer { IsForMany = true }.Start();
        var order = Order("echo 1 >there; mkfifo pipe", "gone/*.xml", "pipe", "there");

        await Host(server).Run(order);
        var gathered = await Gather(order);

        var work = Path.Join(_host!.Data, "tasks", "t.1");
        Assert.Equal((1, FailureCode.PathNotFound), (gathered.ExitCode, gathered.Failure));
        Assert.Equal($"Nothing on this host is called '{work}/gone/*.xml'. '{work}/pipe' is no file: a device, a pipe or a socket has no content to bring.", gathered.Note);
        Assert.Equal(["there"], gathered.Artifacts!.Select(artifact => artifact.Name));
    }

    [Fact]
    public async Task TheAgentsNextLife_FindsWhatWasBegun_AndBeginsNothing()
    {
        await using var server = await new UploadServer { IsForMany = true }.Start();
        var order = Order("echo 1 >there", "there");
        await Host(server).Run(order);
        var first = await Gather(order);

        var found = await _host!.Another().Gather(order);
        var second = await TestHost.End(found!);

        Assert.Equal(first.Artifacts, second.Artifacts);
        Assert.Equal(1, server.Begun);
        await _host.Host.Remove(AttemptId.Of(order));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Join(_host.Data, "tasks")));
    }

    [Fact]
    public async Task MoreThanATaskMayHave_IsSaid()
    {
        await using var server = await new UploadServer { IsForMany = true }.Start();
        var order = Order("for i in $(seq 101); do echo $i >f$i; done", "f*");

        await Host(server).Run(order);
        var gathered = await Gather(order);

        Assert.Equal((TaskArtifact.Most, "'artifacts' stand for 101 files, and a task may leave 100. Name a directory: it comes as one archive."), (gathered.Artifacts!.Count, gathered.Note));
    }

    [Fact]
    public async Task MoreBytesThanATaskMayHave_AreSaid_AndWhatHasRoomComes()
    {
        await using var server = await new UploadServer { IsForMany = true }.Start();
        var order = Order("printf 123 >a; printf 1234 >b; printf 12 >c; mkdir d; truncate -s 9 d/large; : >empty", "a", "b", "c", "d", "empty");
        order = order with { Artifacts = order.Artifacts! with { MostBytes = 6 } };

        await Host(server).Run(order);
        var gathered = await Gather(order);

        Assert.Equal(["a", "c", "empty"], gathered.Artifacts!.Select(artifact => artifact.Name));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("'artifacts' are more than 6 bytes, which is what a task may leave. Name less.", 2)), gathered.Note);
    }

    [Fact]
    public async Task ALinkOutOfItsDirectory_IsRefused_WhereTheWayWasNamedBelowIt()
    {
        await using var server = await new UploadServer { IsForMany = true }.Start();
        await File.WriteAllTextAsync(Path.Join(_place.Path, "elsewhere"), "not asked for");
        var order = Order($"echo 1 >real; ln -s real inside; ln -s {_place.Path}/elsewhere file; ln -s {_place.Path} way; ln -s / top", "inside", "file", "way/else*", "top/etc", $"{_place.Path}/elsewhere");

        await Host(server).Run(order);
        var gathered = await Gather(order);

        var work = Path.Join(_host!.Data, "tasks", "t.1");
        Assert.Equal(["inside", "elsewhere"], gathered.Artifacts!.Select(artifact => artifact.Name));
        Assert.Equal((FailureCode.PathDenied, string.Join(' ',
            $"'{work}/file' leads out of the task's directory, to '{_place.Path}/elsewhere'. If that is meant, name it by its whole path in 'artifacts'.",
            $"'{work}/way/elsewhere' leads out of the task's directory, to '{_place.Path}/elsewhere'. If that is meant, name it by its whole path in 'artifacts'.",
            $"'{work}/top/etc' leads out of the task's directory, to '/etc'. If that is meant, name it by its whole path in 'artifacts'.")), (gathered.Failure, gathered.Note));
    }

    [Fact]
    public async Task TwoOfOneName_KeepNamesOfTheirOwn_AndWhatTheKernelMakesUpComesWhole()
    {
        await using var server = await new UploadServer { IsForMany = true }.Start();
        var order = Order("mkdir out; echo 1 >out/a; echo 2 >out_a; echo 3 >out_a.tar.gz; mkdir out_d; mkdir out/d", "./out/a", "out_a", "out/d", "out_d", "/proc/version");

        await Host(server).Run(order);
        var gathered = await Gather(order);

        Assert.True(gathered.ExitCode == 0, $"{gathered}");
        Assert.Equal(["out_a", "2-out_a", "out_d.tar.gz", "2-out_d.tar.gz", "version"], gathered.Artifacts!.Select(artifact => artifact.Name));
        Assert.Equal(Sha256(await File.ReadAllBytesAsync("/proc/version")), gathered.Artifacts![^1].StoredId);
    }

    [Fact]
    public async Task WhatIsInTheStore_IsKnown_WhereTheBringingIsKilled()
    {
        await using var server = await new UploadServer { IsForMany = true, HoldsFrom = 2 }.Start();
        var order = Order("echo 1 >a; echo 2 >b", "a", "b");
        await Host(server).Run(order);

        var gathering = (await _host!.Host.Gather(order))!;
        await server.Held.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await gathering.Signal(Signals.Kill);
        var gathered = await TestHost.End(gathering);

        Assert.Equal((9, "a"), (gathered.Signal, Assert.Single(gathered.Artifacts!).Name));
    }

    [Fact]
    public async Task WhatTheTasksUserWritesInItsPlace_IsNotReported()
    {
        await using var server = await new UploadServer { IsForMany = true, HoldsFrom = 1 }.Start();
        var order = Order("echo 1 >a", "a");
        await Host(server).Run(order);

        var gathering = (await _host!.Host.Gather(order))!;
        await server.Held.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await File.WriteAllTextAsync(Path.Join(_host.Data, "tasks", "t.1.artifacts", TransferExit.ArtifactsFile), """[null,{"name":"","storedId":"x","sizeBytes":-1,"isArchive":false}]""");
        await gathering.Signal(Signals.Kill);

        Assert.Null((await TestHost.End(gathering)).Artifacts);
    }

    public void Dispose()
    {
        _host?.Dispose();
        _place.Dispose();
    }

    private TestHost Host(UploadServer server) => _host ??= new TestHost(new TransferProgram(TransferProgram.Self(), [server.Address], null, InsecureHttp: false, 0));

    private async Task<ProcessEnd> Gather(RunTask order) => await TestHost.End((await _host!.Host.Gather(order))!);

    private static RunTask Order(string script, params string[] paths) => Some.Script("t", script) with
    {
        Artifacts = new FileCollection(paths, Recursive: true),
        Secrets = new Dictionary<string, string> { [FileDelivery.TokenSecret] = "the token" },
    };

    private static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
