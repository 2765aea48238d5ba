using System.Formats.Tar;
using System.IO.Compression;

namespace OrleansOps.Cli.Tests;

/// <summary>Archives as a host packs them that was taken over: nothing of them gets out of the folder that they are unpacked into.</summary>
public sealed class ArchiveUnpackingTests : IDisposable
{
    private const long Most = 1 << 20;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    private string Target => Directory.CreateDirectory(_folder.File("target")).FullName;

    [Theory]
    [InlineData("../out")]
    [InlineData("a/../../out")]
    [InlineData("/out")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("there/out")]
    public async Task AName_ThatLeadsOut_IsLeftOut(string name)
    {
        File.CreateSymbolicLink(Path.Join(Target, "there"), _folder.Path);

        var count = await Unpack(Some("good"), name.Length == 0 ? Some("./.") : Some(name));

        Assert.Equal((1, 1), (count, _warnings.Count));
        Assert.Contains($"it would lie outside of {Target}, or behind a link there.", _warnings[0], StringComparison.Ordinal);
        Assert.Equal(["good", "there"], Names(Target));
        Assert.Equal(["target"], Names(_folder.Path));
    }

    [Theory]
    [InlineData("link", "..")]
    [InlineData("link", "../target-other")]
    [InlineData("link", "/etc/passwd")]
    [InlineData("dir/link", "../../out")]
    [InlineData("dir/link", "other/../../..")]
    [InlineData("link", "dir/../../out")]
    [InlineData("link", "")]
    public async Task ALink_ThatLeadsOut_IsLeftOut(string name, string to)
    {
        await Unpack(new PaxTarEntry(TarEntryType.Directory, "dir/"), Link(name, to.Length == 0 ? "./" : to), Link("dir/good", "../dir"));

        var isInside = to.Length == 0;
        Assert.Equal(isInside, new FileInfo(Path.Join(Target, name)).LinkTarget is not null);
        Assert.Equal("../dir", new FileInfo(Path.Join(Target, "dir/good")).LinkTarget);
        Assert.Equal(isInside ? [] : [$"{name} is left out: it is a link out of {Target}, to {to}."], _warnings);
    }

    [Fact]
    public async Task ALink_ThatLeadsOutByAnotherOne_IsLeftOut()
    {
        // Each of them looks well by itself: below "deep/up", which is the target itself, one more ".." would be outside.
        await Unpack(new PaxTarEntry(TarEntryType.Directory, "deep/er/"), Link("deep/er/up", "../.."), Link("deep/er/up/out", "../../secret"), Link("way", "deep/er/up/../../secret"));

        Assert.Equal("../..", new FileInfo(Path.Join(Target, "deep/er/up")).LinkTarget);
        Assert.Equal(["deep"], Names(Target));
        Assert.Equal(2, _warnings.Count);
    }

    [Fact]
    public async Task AFile_InPlaceOfALink_IsNotWrittenThroughIt()
    {
        var outside = _folder.Write("outside", "untouched");
        File.CreateSymbolicLink(Path.Join(Target, "file"), outside);
        Directory.CreateSymbolicLink(Path.Join(Target, "dir"), _folder.Path);
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await Unpack(Some("file"), new PaxTarEntry(TarEntryType.Directory, "dir") { Mode = (UnixFileMode)0x1FF }, Link("later", "file"), Some("later"));

        Assert.Equal("untouched", await File.ReadAllTextAsync(outside));
        Assert.Equal("content", await File.ReadAllTextAsync(Path.Join(Target, "file")));
        Assert.Equal((UnixFileMode)0x1C0, File.GetUnixFileMode(_folder.Path));
        Assert.Equal(["dir is left out: there is a link of that name."], _warnings);
    }

    [Fact]
    public async Task BitsAndKinds_ThatFilesHereMustNotHave_AreLeftOut()
    {
        var program = Some("program");
        program.Mode = (UnixFileMode)0xFED;   // setuid, setgid, sticky

        await Unpack(program, new PaxTarEntry(TarEntryType.Fifo, "pipe"), new PaxTarEntry(TarEntryType.CharacterDevice, "device"), new PaxTarEntry(TarEntryType.HardLink, "hard") { LinkName = "/etc/passwd" });

        Assert.Equal(OwnUmask.Lets((UnixFileMode)0x1ED), File.GetUnixFileMode(Path.Join(Target, "program")));
        Assert.Equal(["program"], Names(Target));
        Assert.Equal(["pipe is left out: it is no file, directory or link.", "device is left out: it is no file, directory or link.", "hard is left out: it is no file, directory or link."], _warnings);
    }

    [Fact]
    public async Task MoreThanItMayBe_IsRefusedBeforeItIsWritten()
    {
        var refused = await Assert.ThrowsAsync<CliException>(() => Unpack(Some("a", new byte[600_000]), Some("b", new byte[600_000])));

        Assert.Equal($"The archive of the host holds more than {Most} bytes.", refused.Message);
        Assert.Equal(["a"], Names(Target));
    }

    [Fact]
    public async Task WhatIsNoArchive_IsSaid()
    {
        using var garbage = new MemoryStream("this is none"u8.ToArray());

        var refused = await Assert.ThrowsAsync<CliException>(() => new ArchiveUnpacking(Target, Most, _warnings.Add).Run(garbage, CancellationToken.None));

        Assert.StartsWith($"{Target} cannot be written: ", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<int> Unpack(params TarEntry[] entries)
    {
        using var archive = new MemoryStream();
        await using (var packed = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true))
        await using (var tar = new TarWriter(packed))
        {
            foreach (var entry in entries)
            {
                await tar.WriteEntryAsync(entry);
            }
        }

        archive.Position = 0;
        return await new ArchiveUnpacking(Target, Most, _warnings.Add).Run(archive, CancellationToken.None);
    }

    private static PaxTarEntry Some(string name, byte[]? content = null) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content ?? "content"u8.ToArray()) };

    private static PaxTarEntry Link(string name, string to) => new(TarEntryType.SymbolicLink, name) { LinkName = to };

    private static List<string> Names(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
