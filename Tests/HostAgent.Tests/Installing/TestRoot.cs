namespace OrleansOps.AgentTests.Installing;

/// <summary>A directory that stands for / of a host, with its users and the targets of systemd.</summary>
internal sealed class TestRoot : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public TestRoot()
    {
        Directory.CreateDirectory(At("/etc/systemd/system"));
        File.WriteAllText(At("/etc/passwd"), "root:x:0:0:root:/root:/bin/bash\n");
        File.WriteAllText(At("/etc/group"), "root:x:0:\n");
        File.WriteAllText(At("/etc/shadow"), "root:*:19000:0:99999:7:::\n");
        File.WriteAllText(At("/etc/gshadow"), "root:*::\n");
    }

    public string Path => _directory.Path;

    public string At(string path) => System.IO.Path.Join(Path, path);

    /// <summary>Everything that is there: each path with its mode and, of a file, what is in it.</summary>
    public IReadOnlyList<string> Contents() =>
    [
        .. Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith('-'))   // copies that useradd makes of what it changes
            .Select(path => $"{System.IO.Path.GetRelativePath(Path, path)} {What(path)}")
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => _directory.Dispose();

    private static string What(string path) =>
        new FileInfo(path).LinkTarget is { } target ? $"-> {target}"
        : $"{File.GetUnixFileMode(path)} {(File.Exists(path) ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))) : "")}";
}
