using System.Formats.Tar;
using System.IO.Compression;

namespace OrleansOps.Cli.Tests;

public sealed class CodeArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Code => _folder.File("infra");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheSameCodeIsTheSameArchive_AndWhatTerraformMakesStaysOut()
    {
        await Write("main.tf", "code");
        await Write(".terraform.lock.hcl", "locks");
        await Write("modules/net/main.tf", "module");
        foreach (var made in (string[])["terraform.tfstate", "terraform.tfstate.backup", ".terraform/providers/p", "modules/net/.terraform/x", ".git/config", "crash.log", "terraform.tfstate.d/x"])
        {
            await Write(made, "made");
        }

        File.CreateSymbolicLink(Path.Combine(Code, "link.tf"), "main.tf");
        await CodeArchive.Write(Code, _folder.File("one"), default);
        File.SetLastWriteTimeUtc(Path.Combine(Code, "main.tf"), DateTime.UnixEpoch.AddYears(30));
        await CodeArchive.Write(Code, _folder.File("two"), default);

        Assert.Equal(await File.ReadAllBytesAsync(_folder.File("one")), await File.ReadAllBytesAsync(_folder.File("two")));
        Assert.Equal([".terraform.lock.hcl", "link.tf", "main.tf", "modules/", "modules/net/", "modules/net/main.tf"], Names(_folder.File("one")));
    }

    [Theory]
    [InlineData("nowhere", "There is no directory")]
    [InlineData("empty", "there is no code")]
    public async Task WhereThereIsNoCode_ItSaysSo(string name, string said)
    {
        Directory.CreateDirectory(_folder.File("empty"));

        var refused = await Assert.ThrowsAsync<CliException>(() => CodeArchive.Write(_folder.File(name), _folder.File("one"), default));

        Assert.Contains(said, refused.Title, StringComparison.Ordinal);
    }

    private async Task Write(string name, string text)
    {
        var path = Path.Combine(Code, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text);
    }

    private static List<string> Names(string archive)
    {
        using var file = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var reader = new TarReader(file);
        var names = new List<string>();
        while (reader.GetNextEntry() is { } entry)
        {
            names.Add(entry.Name);
        }

        return names;
    }
}
