using System.Security.Cryptography;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Transfers;

/// <summary>Files that tasks put on this host, by the agent's own program as a process of the task. Run as root, with the users that every Linux has.</summary>
public sealed class DeliveryTests : IDisposable
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(3_000_000);

    private readonly TemporaryDirectory _place = new();
    private TestHost? _host;

    private string Target => Path.Join(_place.Path, "file");

    private TestHost Host => _host ??= HostWith();

    [Fact]
    public async Task Content_IsThereWhole_WithTheModeAndTheOwnerThatWereAskedFor()
    {
        var file = new FileDelivery(Target, Content: "hello"u8.ToArray(), Sha256: Sha256("hello"u8), SizeBytes: 5, Mode: 0x1A0, Owner: "daemon", Group: "mail");

        var end = await Host.Run(Order(file));

        var status = FileStatus.Read(Target)!.Value;
        Assert.True(end is { ExitCode: 0, Note: null, Failure: null }, $"{end} {Host.Stderr(Order(file))}");
        Assert.Equal("hello", await File.ReadAllTextAsync(Target));
        Assert.Equal((Accounts.Find("daemon")!.User, Accounts.FindGroup("mail"), 0x1A0), (status.Owner, status.Group, status.Mode & 0xFFF));
        Assert.Equal($"{Target}: 5 bytes, mode 0640, SHA-256 {Sha256("hello"u8)}.\n", Host.Stdout(Order(file)));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_place.Path));
    }

    [Fact]
    public async Task WhatIsReplaced_LeavesItsModeAndItsOwner_UnlessOthersAreAskedFor()
    {
        await File.WriteAllTextAsync(Target, "old");
        await Shell($"chown daemon:mail {Target}; chmod 0751 {Target}");

        var end = await Host.Run(Order(new FileDelivery(Target, Content: "new"u8.ToArray())));

        Assert.Equal((0, "new", "daemon:mail:751\n"), (end.ExitCode, await File.ReadAllTextAsync(Target), await Shell($"stat -c %U:%G:%a {Target}")));
    }

    [Theory]
    [InlineData(FileConflict.Overwrite, 0, null, "new")]
    [InlineData(FileConflict.Keep, 0, null, "old")]
    [InlineData(FileConflict.Fail, 1, FailureCode.FileNotWritten, "old")]
    public async Task WhereOneIsThereAlready(FileConflict ifExists, int exitCode, FailureCode? failure, string expected)
    {
        await File.WriteAllTextAsync(Target, "old");

        var end = await Host.Run(Order(new FileDelivery(Target, Content: "new"u8.ToArray(), IfExists: ifExists)));

        Assert.Equal((exitCode, failure, expected), (end.ExitCode, end.Failure, await File.ReadAllTextAsync(Target)));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_place.Path));
    }

    [Fact]
    public async Task ALink_IsReplaced_AndWhereItPointsToStays()
    {
        var other = Path.Join(_place.Path, "other");
        await File.WriteAllTextAsync(other, "untouched");
        File.CreateSymbolicLink(Target, other);

        await Host.Run(Order(new FileDelivery(Target, Content: "new"u8.ToArray())));

        Assert.Equal(("new", "untouched", false), (await File.ReadAllTextAsync(Target), await File.ReadAllTextAsync(other), new FileInfo(Target).LinkTarget is not null));
    }

    [Fact]
    public async Task ADirectory_GetsItUnderItsName()
    {
        Directory.CreateDirectory(Target);

        var named = await Host.Run(Order(new FileDelivery(Target, Content: [1], Name: "inside")));
        var nameless = await Host.Run(Order(new FileDelivery(Target, Content: [1]), "t2"));

        Assert.Equal([Path.Join(Target, "inside")], Directory.GetFileSystemEntries(Target));
        Assert.Equal((0, FailureCode.FileNotWritten, $"'{Target}' is a directory. Say what the file is called in it."), (named.ExitCode, nameless.Failure, nameless.Note));
    }

    [Fact]
    public async Task DirectoriesAbove_AreMadeWhereThatIsAskedFor()
    {
        var deep = Path.Join(_place.Path, "a", "b", "c");

        var refused = await Host.Run(Order(new FileDelivery(deep, Content: [1])));
        var made = await Host.Run(Order(new FileDelivery(deep, Content: [1], CreateDirectories: true), "t2"));

        Assert.Equal((1, FailureCode.PathNotFound), (refused.ExitCode, refused.Failure));
        Assert.Equal($"The directory '{Path.Join(_place.Path, "a", "b")}' is not there, or may not be entered. Make it, or have it made (createDirectories, --parents).", refused.Note);
        Assert.Equal((0, true), (made.ExitCode, File.Exists(deep)));
    }

    [Fact]
    public async Task AsAnotherUser_ItIsHis_AndWhereHeMayNotWriteIsNone()
    {
        using var programs = new TemporaryDirectory();
        await Shell($"cp {AppContext.BaseDirectory}/*.dll {AppContext.BaseDirectory}/ops-agent.*.json {programs.Path}; chmod -R a+rX {programs.Path}");   // where he may not look is no program
        _host = new TestHost(new TransferProgram([TransferProgram.Self()[0], Path.Join(programs.Path, "ops-agent.dll")], [new Uri("http://127.0.0.1:1")], null, InsecureHttp: false, 0));
        var his = Directory.CreateDirectory(Path.Join(_place.Path, "his")).FullName;
        await Shell($"chmod 0755 {_place.Path}; chown daemon {his}");
        var runAs = new RunAs("daemon");

        var written = await Host.Run(Order(new FileDelivery(Path.Join(his, "file"), Content: [1])) with { RunAs = runAs });
        var denied = await Host.Run(Order(new FileDelivery(Target, Content: [1]), "t2") with { RunAs = runAs });

        Assert.True(written.ExitCode == 0, $"{written} {Host.Stderr(Order(new FileDelivery(Target)))}");
        Assert.Equal("daemon:644\n", await Shell($"stat -c %U:%a {his}/file"));
        Assert.Equal((1, FailureCode.PathDenied, false), (denied.ExitCode, denied.Failure, File.Exists(Target)));
    }

    [Fact]
    public async Task WhatAnEarlierAttemptLeft_IsGoneOnWith()
    {
        await using var server = await FileServer.Start((_, http) => FileServer.Give(http, Content, $"\"{Sha256(Content)}\""));
        _host = HostWith([server.Address]);
        var part = Path.Join(_place.Path, ".t.ops-part");
        await File.WriteAllBytesAsync(part, Content[..2_000_000]);
        File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var end = await Host.Run(Stored());

        Assert.Equal((0, "bytes=2000000-"), (end.ExitCode, string.Join('|', server.Asked)));
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_place.Path));
    }

    [Theory]
    [InlineData("ln -s {0} {1}")]
    [InlineData("ln {0} {1}")]
    [InlineData("cp {0} {1}; chmod 0666 {1}")]
    [InlineData("mkfifo {1}")]
    public async Task WhatSomebodyPlanted_IsNotWrittenTo(string plant)
    {
        var precious = Path.Join(_place.Path, "precious");
        await File.WriteAllTextAsync(precious, "precious");
        await Shell(string.Format(System.Globalization.CultureInfo.InvariantCulture, plant, precious, Path.Join(_place.Path, ".t.ops-part")));

        var end = await Host.Run(Order(new FileDelivery(Target, Content: "new"u8.ToArray())));

        Assert.Equal((0, "new", "precious"), (end.ExitCode, await File.ReadAllTextAsync(Target), await File.ReadAllTextAsync(precious)));
    }

    [Fact]
    public async Task ADiskThatWouldHaveTooLittleLeft_IsNotWrittenTo()
    {
        await using var server = await FileServer.Start((_, http) => FileServer.Give(http, Content));
        var free = new DriveInfo(_place.Path).AvailableFreeSpace;
        _host = HostWith(keepFree: free);

        var end = await Host.Run(Order(new FileDelivery(Target, Url: $"{server.Address}x")));

        Assert.Equal((1, FailureCode.NoSpace), (end.ExitCode, end.Failure));
        Assert.Matches($@"\AThe disk of '{_place.Path}' has \d+ bytes free; 3000000 more are to come, and {free} must stay free \(--keep-free of the agent\)\.", end.Note);
        Assert.Empty(Directory.GetFileSystemEntries(_place.Path));
    }

    [Fact]
    public async Task ADiskThatIsFull_IsLeftAsItWas()
    {
        await Shell($"mount -t tmpfs -o size=1m none {_place.Path}");
        try
        {
            // Nobody says how much is to come.
            await using var server = await FileServer.Start((_, http) => http.Response.Body.WriteAsync(Content).AsTask());

            var end = await Host.Run(Order(new FileDelivery(Target, Url: $"{server.Address}x")));

            Assert.Equal((1, FailureCode.NoSpace), (end.ExitCode, end.Failure));
            Assert.Empty(Directory.GetFileSystemEntries(_place.Path));
        }
        finally
        {
            await Shell($"umount -l {_place.Path}");
        }
    }

    [Fact]
    public async Task Cancelled_LeavesNothing()
    {
        await using var server = await FileServer.Start(async (_, http) =>
        {
            await http.Response.Body.WriteAsync(Content);
            var gone = new TaskCompletionSource();
            await using var registration = http.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        });
        var process = await Host.Host.Start(Order(new FileDelivery(Target, Url: $"{server.Address}x")));
        Assert.True(
            SpinWait.SpinUntil(() => Directory.EnumerateFiles(_place.Path).Any(part => new FileInfo(part).Length > 0), TimeSpan.FromSeconds(60)),
            "Some of it should have been written; nothing was.");

        var end = await TreeKill.End(process, new CancelGrace(20_000, 20_000), TimeProvider.System).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Empty(Directory.GetFileSystemEntries(_place.Path));
        Assert.Null(end.Failure);
    }

    [Fact]
    public async Task ALimitOfItsSpeed_IsKept()
    {
        await using var server = await FileServer.Start((_, http) => FileServer.Give(http, Content));
        var order = Order(new FileDelivery(Target, Url: $"{server.Address}x", BytesPerSecond: 2_000_000));

        var end = await Host.Run(order);

        Assert.InRange((end.EndedAt - end.StartedAt!.Value).TotalSeconds, 1.3, 20);
        Assert.Matches(@"\A\d+ of 3000000 bytes, \d+ %, \d+\.\d MB/s\n", Host.Stdout(order));
    }

    [Theory]
    [InlineData("nobody-here", null, "There is no user 'nobody-here' on this host.")]
    [InlineData(null, "nobody-here", "There is no group 'nobody-here' on this host.")]
    public async Task AnOwnerThatIsNone_IsSaid(string? owner, string? group, string expected)
    {
        var end = await Host.Run(Order(new FileDelivery(Target, Content: [1], Owner: owner, Group: group)));

        Assert.Equal((1, FailureCode.NotFound), (end.ExitCode, end.Failure));
        Assert.StartsWith(expected, end.Note, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _host?.Dispose();
        _place.Dispose();
    }

    private static TestHost HostWith(IReadOnlyList<Uri>? servers = null, long keepFree = 0) =>
        new(new TransferProgram(TransferProgram.Self(), servers ?? [new Uri("http://127.0.0.1:1")], null, InsecureHttp: false, keepFree));

    private RunTask Stored() => Order(new FileDelivery(Target, StoredId: Sha256(Content), SizeBytes: Content.Length)) with
    {
        Secrets = new Dictionary<string, string> { [FileDelivery.TokenSecret] = "the token" },
    };

    private static RunTask Order(FileDelivery file, string id = "t") => Some.Script(id, "") with { Kind = TaskKind.File, Script = null, File = file };

    private static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static async Task<string> Shell(string command)
    {
        var (code, output, error) = await AgentProcess.RunAs("/bin/sh", ["-c", command]);
        Assert.True(code == 0, $"{command}: {error}");
        return output;
    }
}
