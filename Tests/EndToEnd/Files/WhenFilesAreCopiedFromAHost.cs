using System.Diagnostics;
using System.Security.Cryptography;

namespace OrleansOps.EndToEnd;

/// <summary>opsctl cp HOST:PATH LOCAL, with all that is between: the task, the agent and its transfer, the store.</summary>
public sealed class WhenFilesAreCopiedFromAHost(RunningWorld running) : IClassFixture<RunningWorld>
{
    private OpsWorld World => running.World;

    [Fact]
    public async Task AFileComesAsItIs_AndIsNamedByItsTask()
    {
        await World.StartAgent("gives");
        var file = Path.Combine(World.Root, "one.bin");
        await File.WriteAllBytesAsync(file, RandomNumberGenerator.GetBytes(3_000_000));
        var target = Path.Combine(World.Root, "one.here");

        await Opsctl.Run(World, 0, "cp", $"gives:{file}", target);

        Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(target));
        var task = (await Opsctl.Run(World, 0, "tasks", "--on", "gives", "-o", "name")).Trim();
        Assert.Contains($"one.bin (2.9 MiB, file {Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)))[..12]})", await Opsctl.Run(World, 0, "task", task), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADirectoryComesWhole_LinksAsLinks_AndNothingLeadsOutOfIt()
    {
        await World.StartAgent("tree");
        var root = Directory.CreateDirectory(Path.Combine(World.Root, "tree-of", "config")).FullName;
        await File.WriteAllTextAsync(Path.Combine(World.Root, "secret"), "not asked for");
        await Shell($"cd {root}; mkdir -p a/b; echo one >a/b/one; chmod 0750 a/b/one; echo hidden >.hidden; ln -s b/one a/link; ln -s ../../secret out; ln -s / rooted; mkfifo pipe; : >empty");
        var target = Path.Combine(World.Root, "tree-here");

        var refused = await Opsctl.Run(World, 1, "cp", $"tree:{root}", target);
        var printed = await Opsctl.Run(World, 0, "cp", "-r", $"tree:{root}", target);

        Assert.Contains($"'{root}' is a directory. Ask for what is in it, too (collect.recursive, -r).", refused, StringComparison.Ordinal);
        Assert.Equal(
            ["config", "config/.hidden", "config/a", "config/a/b", "config/a/b/one", "config/a/link", "config/empty"],
            Directory.EnumerateFileSystemEntries(target, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).Select(path => Path.GetRelativePath(target, path)).Order(StringComparer.Ordinal));
        Assert.Equal(("one\n", "b/one"), (await File.ReadAllTextAsync(Path.Combine(target, "config/a/b/one")), new FileInfo(Path.Combine(target, "config/a/link")).LinkTarget));
        Assert.Equal(OwnUmask.Lets((UnixFileMode)0x1E8), File.GetUnixFileMode(Path.Combine(target, "config/a/b/one")));
        Assert.Contains("config/pipe is left out: it is no file, directory or link.", printed, StringComparison.Ordinal);
        Assert.Contains($"config/out is left out: it is a link out of {target}, to ../../secret.", printed, StringComparison.Ordinal);
        Assert.Contains($"config/rooted is left out: it is a link out of {target}, to /.", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("not asked for", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAPatternStandsForComesTogether_AndWhatIsNotThereIsSaid()
    {
        await World.StartAgent("pattern");
        var root = Directory.CreateDirectory(Path.Combine(World.Root, "logs")).FullName;
        await Shell($"cd {root}; echo 1 >a.log; echo 2 >b.log; echo 3 >c.txt; echo 4 >.d.log");
        var target = Path.Combine(World.Root, "logs-here");

        await Opsctl.Run(World, 0, "cp", $"pattern:{root}/*.log", target);
        await Opsctl.Run(World, 0, "cp", $"pattern:{root}/c.*", Path.Combine(World.Root, "alone"));
        var nothing = await Opsctl.Run(World, 1, "cp", $"pattern:{root}/*.gz", target);
        var missing = await Opsctl.Run(World, 1, "cp", $"pattern:{root}/none", target);
        var device = await Opsctl.Run(World, 1, "cp", "pattern:/dev/null", target);

        Assert.Equal("3\n", await File.ReadAllTextAsync(Path.Combine(World.Root, "alone", "c.txt")));
        Assert.Equal(["a.log", "b.log"], Directory.EnumerateFileSystemEntries(target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains($"Nothing on this host is called '{root}/*.gz'.", nothing, StringComparison.Ordinal);
        Assert.Contains($"'{root}/none' is not there, or the task's user may not look for it.", missing, StringComparison.Ordinal);
        Assert.Contains("'/dev/null' is no file: a device, a pipe or a socket has no content to bring.", device, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAScriptLeaves_IsListedAndDownloaded_AlsoWhereItFailed()
    {
        await World.StartAgent("leaves");
        var target = Path.Combine(World.Root, "left-here");

        await Opsctl.Run(World, 3, "run", "--on", "leaves", "--id", "leaves-1", "--artifact", "out/*.xml", "--artifact", "out/site", "--artifact", "gone", "-c", "mkdir -p out/site; echo in >out/site/index; echo 1 >out/a.xml; echo 2 >out/b.xml; exit 3");
        var listed = await Opsctl.Run(World, 0, "artifacts", "leaves-1");
        await Opsctl.Run(World, 0, "artifacts", "leaves-1", "--download", target);
        var shown = await Opsctl.Run(World, 0, "task", "leaves-1");

        Assert.Matches(@"out_a\.xml +2 B", listed);
        Assert.Equal("2\n", await File.ReadAllTextAsync(Path.Combine(target, "out_b.xml")));
        Assert.Contains("Not all of its artifacts were brought. '", shown, StringComparison.Ordinal);
        Assert.Matches(@"Leaves: +out/\*\.xml out/site gone", shown);
        Assert.Equal(["out_a.xml", "out_b.xml", "out_site.tar.gz"], Directory.GetFiles(target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await Shell($"tar -xzf {target}/out_site.tar.gz -C {target} && test \"$(cat {target}/site/index)\" = in");
    }

    [Fact]
    public async Task WhatAScriptLeft_IsBroughtByTheAgentsNextLife_WhereItWasKilledBeforeTheEnd()
    {
        var agent = await World.StartAgent("killed");
        var (begun, gate, copy) = (Path.Combine(World.Root, "left-begun"), Path.Combine(World.Root, "left-gate"), Path.Combine(World.Root, "left-copy"));
        await Opsctl.Run(
            World, 0, "run", "--on", "killed", "--id", "leaves-2", "--detach", "--artifact", "o?t.bin", "-c",
            $"touch {begun}; while ! [ -e {gate} ]; do sleep 0.05; done; head -c 3000000 /dev/urandom >out.bin; cp out.bin {copy}.part; mv {copy}.part {copy}");
        await Eventually.Holds(() => File.Exists(begun), "the script runs");

        await agent.Process.KillNow();
        await File.WriteAllTextAsync(gate, "");
        await Eventually.Holds(() => File.Exists(copy), "the script has left its file, and nobody has brought it");
        agent.Start();
        var over = await World.Api.Terminal("leaves-2");

        Assert.Equal(("succeeded", 1), (OpsApi.Phase(over), over["artifacts"]!.AsArray().Count));
        await Opsctl.Run(World, 0, "artifacts", "leaves-2", "--download", Path.Combine(World.Root, "left-here-2"));
        Assert.Equal(await File.ReadAllBytesAsync(copy), await File.ReadAllBytesAsync(Path.Combine(World.Root, "left-here-2", "out.bin")));
        await Eventually.Holds(() => agent.TaskFiles().Count == 0, "the host keeps nothing of it");
    }

    private static async Task Shell(string command)
    {
        using var shell = Process.Start("/bin/sh", ["-c", command]);
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
    }
}
