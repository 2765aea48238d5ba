using OrleansOps.HostAgent.Linux;

namespace OrleansOps.AgentTests.OnLinux;

/// <summary>What a task left is deleted, and nothing else, whoever is still at work in there.</summary>
public sealed class DirectoryTreeTests : IDisposable
{
    private const int Turns = 2_000;
    private const int Files = 3;

    private readonly TemporaryDirectory _directory = new();

    private string Work => Path.Join(_directory.Path, "work");

    private string Outside => Path.Join(_directory.Path, "outside");

    [Fact]
    public async Task Delete_WhileAFolderIsSwappedForALink_LeavesWhatLiesOutside()
    {
        Fill(Outside);
        Fill(Path.Join(Outside, "deeper"));
        var (folder, link) = (Path.Join(Work, "folder"), Path.Join(Work, "link"));
        await using var swap = await SmallProgram.Start("OnLinux/swap.c", _directory.Path, folder, link);

        for (var turn = 0; turn < Turns; turn++)
        {
            Directory.CreateDirectory(Work);
            File.CreateSymbolicLink(link, Outside);
            Fill(Path.Join(_directory.Path, "prepared", "deeper"));
            Directory.Move(Path.Join(_directory.Path, "prepared"), folder);

            DirectoryTree.Delete(Work);

            Assert.False(Directory.Exists(Work), $"turn {turn}: it is still there");
            Assert.True(Directory.GetFiles(Outside, "*", SearchOption.AllDirectories).Length == 2 * Files, $"turn {turn}: files outside were deleted");
        }
    }

    [Fact]
    public async Task Delete_LinksInIt_AreDeletedAndNotFollowed()
    {
        Fill(Outside);
        await Shell($"mkdir -p {Work}/a; ln -s {Outside} {Work}/a/link; ln -s {Outside}/0 {Work}/file; ln -s nowhere {Work}/dangling");

        DirectoryTree.Delete(Work);

        Assert.False(Path.Exists(Work));
        Assert.Equal(Files, Directory.GetFiles(Outside).Length);
    }

    [Fact]
    public void Delete_ALinkInItsPlace_IsDeletedAndNotFollowed()
    {
        Fill(Outside);
        File.CreateSymbolicLink(Work, Outside);

        DirectoryTree.Delete(Work);

        Assert.False(Path.Exists(Work));
        Assert.Equal(Files, Directory.GetFiles(Outside).Length);
    }

    [Theory]
    [InlineData("names that are no text", @"mkdir d; cd d; mkdir ""$(printf 'caf\351')""; touch ""$(printf 'caf\351')/$(printf '\377')""")]
    [InlineData("deeper than any path may be long", "python3 -c 'import os; [(os.mkdir(\"a-folder\"), os.chdir(\"a-folder\")) for i in range(3000)]'")]
    [InlineData("nothing of it may be read or written", "mkdir -p a/b/c; touch a/b/c/f; chmod 0 a/b/c a/b a .")]
    [InlineData("sockets, pipes and devices", "mkfifo pipe; python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"socket\")'")]
    [InlineData("many", "mkdir -p $(seq -f a/%g 3000)")]
    public async Task Delete_WhateverIsInIt_IsDeleted(string what, string make)
    {
        Directory.CreateDirectory(Work);
        var made = await AgentProcess.RunAs("setpriv", ["--reset-env", "sh", "-ec", $"cd {Work}; {make}"]);
        Assert.True(made.ExitCode == 0, made.Error);

        DirectoryTree.Delete(Work);

        Assert.False(Path.Exists(Work), what);
    }

    [Fact]
    public void Delete_WhatIsNotThere_IsNoError() => DirectoryTree.Delete(Work);

    /// <summary>A task that mounts something where it works, and ends: what is mounted is somebody's data.</summary>
    [Theory]
    [InlineData("work/a/mounted")]
    [InlineData("work")]
    public async Task Delete_SomethingIsMountedInIt_ThatStaysAndIsSaid(string at)
    {
        Fill(Outside);
        var place = Path.Join(_directory.Path, at);
        await Shell($"mkdir -p {Work}/a/mounted {Work}/b; mount --bind {Outside} {place}");
        try
        {
            var failed = Assert.Throws<IOException>(() => DirectoryTree.Delete(Work));

            Assert.Contains(Work, failed.Message, StringComparison.Ordinal);
            Assert.Equal(Files, Directory.GetFiles(Outside).Length);
        }
        finally
        {
            await Shell($"umount {place}");
        }

        DirectoryTree.Delete(Work);
        Assert.False(Path.Exists(Work));
    }

    [Fact]
    public async Task RemoveAllBut_WhatCannotBeDeleted_KeepsNoAgentFromStarting()
    {
        using var host = new TestHost();
        Fill(Outside);
        var place = Path.Join(host.Data, "tasks/old.1/mounted");
        await Shell($"mkdir -p {host.Data}/tasks/older.1/a {place}; mount --bind {Outside} {place}");
        try
        {
            await host.Host.RemoveAllBut([]);

            Assert.Equal([Path.Join(host.Data, "tasks/old.1")], Directory.GetFileSystemEntries(Path.Join(host.Data, "tasks")));
            Assert.Equal(Files, Directory.GetFiles(Outside).Length);
        }
        finally
        {
            await Shell($"umount {place}");
        }
    }

    public void Dispose() => _directory.Dispose();

    private static void Fill(string directory)
    {
        Directory.CreateDirectory(directory);
        for (var i = 0; i < Files; i++)
        {
            File.WriteAllText(Path.Join(directory, i.ToString(System.Globalization.CultureInfo.InvariantCulture)), "");
        }
    }

    private static async Task Shell(string commands)
    {
        var (exitCode, _, error) = await AgentProcess.RunAs("sh", ["-ec", commands]);
        Assert.True(exitCode == 0, error);
    }
}
