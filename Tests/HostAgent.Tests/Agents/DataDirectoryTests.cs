using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Linux;
using OrleansOps.Platform;

namespace OrleansOps.AgentTests.Agents;

/// <summary>Root gives directories away: the only way to have another user's without being him.</summary>
public sealed class DataDirectoryTests : IDisposable
{
    private const string Nobody = "65534";
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;

    private readonly TemporaryDirectory _directory = new();

    private string Data => Path.Join(_directory.Path, "data");

    [Fact]
    public void Open_OfAnotherUser_IsRefusedAndLeftAsItIs()
    {
        Directory.CreateDirectory(Data);
        GiveAway(Data);

        var refused = Refused();

        Assert.Contains($"'{Data}' belongs to user {Nobody}", refused, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Data));
    }

    [Theory]
    [InlineData("identity.json")]
    [InlineData("journal")]
    [InlineData("bin/")]
    public void Open_WithSomethingOfAnotherUserInIt_IsRefused(string name)
    {
        var path = Path.Join(Data, name.TrimEnd('/'));
        Directory.CreateDirectory(name.EndsWith('/') ? path : Data);
        if (!name.EndsWith('/'))
        {
            File.WriteAllText(path, "{}");
        }

        GiveAway(path);

        Assert.Contains($"'{path}' belongs to user {Nobody}", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithAFileThatOthersMayWriteTo_IsRefused()
    {
        Directory.CreateDirectory(Data);
        var identity = Path.Join(Data, "identity.json");
        File.WriteAllText(identity, "{}");
        File.SetUnixFileMode(identity, Everybody);

        Assert.Contains($"Others may write to '{identity}' (mode 777)", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithALinkInIt_IsRefused()
    {
        Directory.CreateDirectory(Data);
        File.CreateSymbolicLink(Path.Join(Data, "identity.json"), "/etc/passwd");

        Assert.Contains("symbolic link", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_BelowAFolderThatOthersMayWriteTo_IsRefused()
    {
        File.SetUnixFileMode(_directory.Path, Everybody);

        Assert.Contains($"Others may write to '{_directory.Path}'", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_BehindALinkThroughAFolderThatOthersMayWriteTo_IsRefused()
    {
        var open = Directory.CreateDirectory(Path.Join(_directory.Path, "open")).FullName;
        Directory.CreateDirectory(Path.Join(open, "data"));
        File.SetUnixFileMode(open, Everybody);
        var link = Path.Join(_directory.Path, "link");
        File.CreateSymbolicLink(link, "open");

        Assert.Contains($"Others may write to '{open}'", Refused(Path.Join(link, "data")), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_BelowASharedFolderWithTheStickyBit_IsFine()
    {
        File.SetUnixFileMode(_directory.Path, Everybody | UnixFileMode.StickyBit);

        using var data = DataDirectory.Open(Data);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Data));
    }

    [Theory]
    [InlineData(0xFFFF, false)]
    [InlineData(0xFFFE, true)]
    public void AGroupMayWrite_OnlyIfItIsItsOwnersOwn(uint group, bool others) =>
        Assert.Equal(others, new FileStatus(0xFFFF, group, 0x41FD, 1, 1).IsWritableByOthers);

    [Fact]
    public void Open_AFileIsSwappedForALink_IsNotFollowed()
    {
        var link = Path.Join(_directory.Path, "link");
        File.CreateSymbolicLink(link, "/etc/passwd");

        var refused = Assert.Throws<IOException>(() => OwnFiles.Open(link, FileAccess.Read, FileMode.Open).Dispose());

        Assert.Contains("symbolic link", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADirectoryFromWhichNothingRuns_IsSaidAtTheStart()
    {
        await using var gateway = await TestGateway.Start();
        var script = "mount -t tmpfs -o noexec none \"$2\" && exec \"$1\" enrol --server \"$3\" --data \"$2/data\" --join-token-stdin";

        var (exitCode, _, error) = await AgentProcess.RunAs(
            "unshare", ["-rm", "sh", "-c", script, "sh", AgentProcess.Program, _directory.Path, gateway.Address.ToString()], TestGateway.JoinToken);

        Assert.True(exitCode == 1, error);
        Assert.Contains("Is its file system mounted with noexec?", error, StringComparison.Ordinal);
        Assert.Empty(gateway.Enrolments);
    }

    public void Dispose() => _directory.Dispose();

    private string Refused(string? path = null) => Assert.Throws<AgentStartException>(() => DataDirectory.Open(path ?? Data).Dispose()).Message;

    private static void GiveAway(string path)
    {
        using var chown = System.Diagnostics.Process.Start("chown", [Nobody, path]);
        chown.WaitForExit();
        Assert.True(chown.ExitCode == 0, "This test needs to run as root.");
    }
}
