using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.HostAgent.Transfers;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Transfers;

/// <summary>Files that tasks bring from this host, by the agent's own program as a process of the task. Run as root.</summary>
public sealed class CollectionTests : IDisposable
{
    private const int Turns = 300;

    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(3_000_000);

    private readonly TemporaryDirectory _place = new();
    private TestHost? _host;

    private string One => Path.Join(_place.Path, "one.bin");

    [Fact]
    public async Task AFile_GoesAsItIs_AndGoesOnWhereItWasCutOff()
    {
        await using var server = await new UploadServer { CutAfter = 1_000_000 }.Start();
        await File.WriteAllBytesAsync(One, Content);

        var end = await Run(server, [One]);

        Assert.True(end is { ExitCode: 0, Failure: null }, $"{end} {Said}");
        Assert.Equal(Content, server.Bytes);
        Assert.Equal("Bearer the token", server.Token);
        Assert.Equal(("one.bin", 3_000_000, 600), (server.Wanted.GetProperty("name").GetString(), server.Wanted.GetProperty("sizeBytes").GetInt64(), server.Wanted.GetProperty("keepSeconds").GetInt32()));
        Assert.Equal([0, server.Offsets[1]], server.Offsets);
        Assert.InRange(server.Offsets[1], 1_000_000, 2_999_999);
        Assert.Equal(new TaskArtifact("one.bin", Sha256(Content), Content.Length, IsArchive: false), Assert.Single(end.Artifacts!));
        Assert.Matches($@"\A(\d+ of .*\n)*Cut off: .* Going on\.\n(\d+ of .*\n)*one\.bin: 3000000 bytes, SHA-256 {Sha256(Content)}\.\n\z", Said);
    }

    [Fact]
    public async Task ADirectory_ComesAsAnArchive_ThatOtherProgramsRead()
    {
        await using var server = await new UploadServer().Start();
        await Shell($"cd {_place.Path}; mkdir -p tree/a/b tree/empty; echo one >tree/a/b/one; chown daemon:mail tree/a/b/one; chmod 2750 tree/a/b/one; echo hidden >tree/.hidden; ln -s b/one tree/a/link; ln -s /etc/shadow tree/out; mkfifo tree/pipe; truncate -s 3000000 tree/large");

        var end = await Run(server, [$"{_place.Path}/tree"], recursive: true);
        await File.WriteAllBytesAsync(Path.Join(_place.Path, "got.tar.gz"), server.Bytes);
        var listed = await Shell($"tar -tvzf {_place.Path}/got.tar.gz --numeric-owner | awk '{{print $1, $2, $3, $6, $7, $8}}'");
        await Shell($"mkdir {_place.Path}/x; tar -xzf {_place.Path}/got.tar.gz -C {_place.Path}/x; cmp {_place.Path}/x/tree/large {_place.Path}/tree/large; test \"$(cat {_place.Path}/x/tree/a/b/one)\" = one");

        Assert.True(end is { ExitCode: 0, Failure: null }, $"{end} {Said} {Wrong}");
        Assert.Equal(
            """
            drwxr-xr-x 0/0 0 tree/
            -rw-r--r-- 0/0 7 tree/.hidden
            drwxr-xr-x 0/0 0 tree/a/
            drwxr-xr-x 0/0 0 tree/a/b/
            -rwxr-s--- 1/8 4 tree/a/b/one
            lrwxrwxrwx 0/0 0 tree/a/link -> b/one
            drwxr-xr-x 0/0 0 tree/empty/
            -rw-r--r-- 0/0 3000000 tree/large
            lrwxrwxrwx 0/0 0 tree/out -> /etc/shadow
            """,
            string.Join('\n', listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())));
        Assert.Equal(("tree.tar.gz", true), (end.Artifacts!.Single().Name, end.Artifacts!.Single().IsArchive));
        Assert.Contains("tree/pipe is left out: it is no file, directory or link.\n", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotBeRead_IsNamed_AndTheRestComes()
    {
        await using var server = await new UploadServer().Start();
        await Shell($"mkdir {_place.Path}/tree; cd {_place.Path}/tree; echo 1 >good; touch \"$(printf 'caf\\351')\"");

        var end = await Run(server, [$"{_place.Path}/tree"], recursive: true);

        Assert.Equal((1, FailureCode.FileNotRead, "1 of what was asked for could not be read; the output says which. The rest is in the store."), (end.ExitCode, end.Failure, end.Note));
        Assert.Contains("is left out: its name is not UTF-8.\n", Said, StringComparison.Ordinal);
        Assert.Equal(["tree/", "tree/good"], Names(server.Bytes));
        Assert.Equal(Sha256(server.Bytes), Assert.Single(end.Artifacts!).StoredId);
    }

    [Fact]
    public async Task WhatSeveralPathsStandFor_ComesOnce_UnderTheNamesBelowWhatTheyShare()
    {
        await using var server = await new UploadServer().Start();
        await Shell($"cd {_place.Path}; mkdir a b .c; echo 1 >a/x.log; echo 2 >b/x.log; echo 3 >b/y.txt; echo 4 >.c/x.log; echo 5 >b/.z.log");

        var end = await Run(server, [$"{_place.Path}/*/*.log", $"{_place.Path}/b/?.txt", $"{_place.Path}/a/x.log"]);

        Assert.True(end.ExitCode == 0, $"{end} {Said}");
        Assert.Equal(["a/x.log", "b/x.log", "b/y.txt"], Names(server.Bytes));
        Assert.Equal("files.tar.gz", end.Artifacts!.Single().Name);
    }

    [Fact]
    public async Task WhatTheKernelMakesUpAsItIsRead_Comes()
    {
        await using var server = await new UploadServer().Start();

        var end = await Run(server, ["/proc/version"]);

        Assert.True(end.ExitCode == 0, $"{end} {Said}");
        Assert.Equal(await File.ReadAllBytesAsync("/proc/version"), server.Bytes);
    }

    [Theory]
    [InlineData("true", "none", FailureCode.PathNotFound, "'{0}/none' is not there, or the task's user may not look for it.")]
    [InlineData("true", "*.gz", FailureCode.PathNotFound, "Nothing on this host is called '{0}/*.gz'.")]
    [InlineData("mkdir dir", "dir", FailureCode.FileNotRead, "'{0}/dir' is a directory. Ask for what is in it, too (collect.recursive, -r).")]
    [InlineData("mkfifo pipe", "pipe", FailureCode.FileNotRead, "'{0}/pipe' is no file: a device, a pipe or a socket has no content to bring.")]
    [InlineData("mkdir dir; ln -s dir link", "link", FailureCode.FileNotRead, "'{0}/link' is a link to the directory 'dir'. Ask for that one.")]
    [InlineData("ln -s nowhere link", "link", FailureCode.FileNotRead, "'{0}/link' is a link to 'nowhere', where nothing is.")]
    [InlineData("truncate -s 2001 large", "large", FailureCode.FileNotRead, "There are more than 2000 bytes, which is what this task may bring. Allow it more (collect.mostBytes, --most), or ask for less.")]
    [InlineData("truncate -s 1001 l1 l2", "l*", FailureCode.FileNotRead, "There are more than 2000 bytes, which is what this task may bring. Allow it more (collect.mostBytes, --most), or ask for less.")]
    public async Task WhatCannotBeBrought_IsSaid(string make, string path, FailureCode failure, string sentence)
    {
        await using var server = await new UploadServer().Start();
        await Shell($"cd {_place.Path}; {make}");

        var end = await Run(server, [Path.Join(_place.Path, path)], mostBytes: 2_000);

        Assert.Equal((1, failure, string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, _place.Path)), (end.ExitCode, end.Failure, end.Note));
        Assert.Null(end.Artifacts);
        Assert.Empty(server.Bytes);
    }

    [Fact]
    public async Task AGatewayThatDoesNotTakeIt_IsSaid()
    {
        await using var server = await new UploadServer { Refusal = (413, """{"code":"file-too-large","title":"Too large.","detail":"A file may have 10 bytes."}""") }.Start();
        await File.WriteAllBytesAsync(One, Content);

        var end = await Run(server, [One]);

        Assert.Equal((1, FailureCode.RequestRefused, "The gateway does not take it (it answered 413): Too large. A file may have 10 bytes."), (end.ExitCode, end.Failure, end.Note));
    }

    [Fact]
    public async Task ADiskWithoutRoomForTheArchive_IsNotFilled()
    {
        await using var server = await new UploadServer().Start();
        await Shell($"mkdir {_place.Path}/tree; truncate -s 3000000 {_place.Path}/tree/large");

        var end = await Run(server, [$"{_place.Path}/tree"], recursive: true, keepFree: long.MaxValue / 2);

        Assert.Equal((1, FailureCode.NoSpace), (end.ExitCode, end.Failure));
        Assert.Contains("must stay free (--keep-free of the agent)", end.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AsAnotherUser_WhatHeMayNotRead_DoesNotCome()
    {
        using var programs = new TemporaryDirectory();
        await Shell($"cp {AppContext.BaseDirectory}/*.dll {AppContext.BaseDirectory}/ops-agent.*.json {programs.Path}; chmod -R a+rX {programs.Path}");   // where he may not look is no program
        await using var server = await new UploadServer().Start();
        await Shell($"chmod 0755 {_place.Path}; cd {_place.Path}; mkdir tree tree/closed; echo 1 >tree/open; echo 2 >tree/secret; echo 3 >tree/closed/in; chmod 0600 tree/secret; chmod 0700 tree/closed");
        _host = new TestHost(new TransferProgram([TransferProgram.Self()[0], Path.Join(programs.Path, "ops-agent.dll")], [server.Address], null, InsecureHttp: false, 0));

        var secret = await Host(server).Run(Order([$"{_place.Path}/tree/secret"]) with { RunAs = new RunAs("daemon") });
        var tree = await Host(server).Run(Order([$"{_place.Path}/tree"], recursive: true) with { TaskId = "t2", RunAs = new RunAs("daemon") });

        Assert.Equal((1, FailureCode.PathDenied), (secret.ExitCode, secret.Failure));
        Assert.StartsWith($"The task's user may not read '{_place.Path}/tree/secret'.", secret.Note, StringComparison.Ordinal);
        Assert.Equal((1, FailureCode.FileNotRead), (tree.ExitCode, tree.Failure));
        Assert.Equal(["tree/", "tree/open"], Names(server.Bytes));
        Assert.Single(tree.Artifacts!);
    }

    [Fact]
    public async Task Cancelled_ItEnds()
    {
        await using var server = await new UploadServer().Start();
        await File.WriteAllBytesAsync(One, Content);
        var process = await Host(server).Host.Start(Order([One], bytesPerSecond: 20_000));
        await server.Coming.Task.WaitAsync(TimeSpan.FromSeconds(60));

        var end = await TreeKill.End(process, new CancelGrace(20_000, 20_000), TimeProvider.System).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Null(end.Artifacts);
        Assert.NotEqual(0, end.ExitCode);
    }

    [Fact]
    public async Task ALimitOfItsSpeed_IsKept()
    {
        await using var server = await new UploadServer().Start();
        await File.WriteAllBytesAsync(One, Content);

        var end = await Run(server, [One], bytesPerSecond: 2_000_000);

        Assert.InRange((end.EndedAt - end.StartedAt!.Value).TotalSeconds, 1.3, 20);
        Assert.Matches(@"\A\d+ of 3000000 bytes, \d+ %, \d+\.\d MB/s\n", Said);
    }

    /// <summary>Somebody who may write there waits for a reader with more rights to go through his directory.</summary>
    [Fact]
    public async Task ADirectoryThatIsSwappedForALink_LeadsNowhere()
    {
        await Shell($"cd {_place.Path}; mkdir -p outside tree/dir; echo secret >outside/file; echo mine >tree/dir/file; ln -s ../outside tree/link");
        var found = 0;
        await using (await SmallProgram.Start("OnLinux/swap.c", _place.Path, $"{_place.Path}/tree/dir", $"{_place.Path}/tree/link"))
        {
            for (var turn = 0; turn < Turns; turn++)
            {
                using var packed = new MemoryStream();
                await using (var tar = new TarWriter(packed, leaveOpen: true))
                {
                    new HostArchive(tar, new TransferOutput(TextWriter.Null, TimeProvider.System), _ => { }, _ => { }).Add($"{_place.Path}/tree", "tree");
                }

                var text = System.Text.Encoding.UTF8.GetString(packed.GetBuffer(), 0, (int)packed.Length);
                Assert.False(text.Contains("secret\n", StringComparison.Ordinal), $"turn {turn}: what lies outside was packed");
                found += text.Contains("mine\n", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        Assert.True(found > 0, $"What lies in the directory should have been packed at times; it was in none of {Turns} turns.");
    }

    public void Dispose()
    {
        _host?.Dispose();
        _place.Dispose();
    }

    private string Said => _host!.Stdout(Order([]));

    private string Wrong => _host!.Stderr(Order([]));

    private TestHost Host(UploadServer server, long keepFree = 0) =>
        _host ??= new TestHost(new TransferProgram(TransferProgram.Self(), [server.Address], null, InsecureHttp: false, keepFree));

    private Task<ProcessEnd> Run(
        UploadServer server, IReadOnlyList<string> paths, bool recursive = false, long mostBytes = Limits.FetchedBytes, long? bytesPerSecond = null, long keepFree = 0) =>
        Host(server, keepFree).Run(Order(paths, recursive, mostBytes, bytesPerSecond));

    private static RunTask Order(IReadOnlyList<string> paths, bool recursive = false, long mostBytes = Limits.FetchedBytes, long? bytesPerSecond = null) => Some.Script("t", "") with
    {
        Kind = TaskKind.Collect,
        Script = null,
        Collect = new FileCollection(paths, recursive, mostBytes, KeepSeconds: 600, bytesPerSecond),
        Secrets = new Dictionary<string, string> { [FileDelivery.TokenSecret] = "the token" },
    };

    private static List<string> Names(byte[] archive)
    {
        using var unpacked = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        using var tar = new TarReader(unpacked);
        var names = new List<string>();
        while (tar.GetNextEntry() is { } entry)
        {
            names.Add(entry.Name);
        }

        return names;
    }

    private static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static async Task<string> Shell(string command)
    {
        var (code, output, error) = await AgentProcess.RunAs("/bin/sh", ["-ec", $"umask 022; {command}"]);
        Assert.True(code == 0, $"{command}: {error}");
        return output;
    }
}
