using System.Diagnostics;

namespace OrleansOps.EndToEnd;

/// <summary>
/// A host without an agent: this machine, with folders of the test's own at /etc, /usr/local, /var/lib and /run, seen by what is started here alone. Needs the
/// right to mount; without it nothing is proven, so the test fails.
/// </summary>
internal sealed class BareHost : IDisposable
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const string Enter = """
        for place in /etc /usr/local /var/lib /run; do /usr/bin/mount --bind "$0$place" "$place" || exit 97; done
        exec "$@"
        """;

    private readonly TemporaryDirectory _directory = new();

    public BareHost()
    {
        File.SetUnixFileMode(_directory.Path, Everybody);
        foreach (var place in (string[])["/usr/local/bin", "/var/lib", "/run", "/tmp", "/bin"])
        {
            Directory.CreateDirectory(At(place));
        }

        using var copy = Process.Start("cp", ["-a", "/etc", At("/etc")]);
        copy.WaitForExit();
        foreach (var place in (string[])["/usr", "/usr/local", "/usr/local/bin", "/var", "/var/lib", "/run"])
        {
            File.SetUnixFileMode(At(place), Everybody);
        }

        File.SetUnixFileMode(At("/tmp"), Everybody | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.StickyBit);
    }

    /// <summary>Where the path of the host is outside of it.</summary>
    public string At(string path) => _directory.Path + path;

    /// <summary>All files and directories of the host that a test may find changed, with what is in the files.</summary>
    public IReadOnlyList<string> Contents() =>
    [
        .. ((string[])["/etc", "/usr/local", "/var/lib", "/run", "/tmp"])
            .SelectMany(place => Directory.EnumerateFileSystemEntries(At(place), "*", SearchOption.AllDirectories))
            .Where(path => !path.EndsWith("/.pwd.lock", StringComparison.Ordinal) && !path.Contains("/etc/passwd", StringComparison.Ordinal) && !path.Contains("/etc/group", StringComparison.Ordinal) && !path.Contains("/etc/shadow", StringComparison.Ordinal)
                && !path.Contains("/etc/gshadow", StringComparison.Ordinal) && !path.Contains("/etc/subuid", StringComparison.Ordinal) && !path.Contains("/etc/subgid", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Leaves of all programs these alone, and lets those of the test go before them.</summary>
    public void HasOnly(params string[] programs)
    {
        foreach (var program in programs)
        {
            var real = ((string[])["/usr/bin/", "/bin/", "/usr/sbin/"]).Select(folder => folder + program).First(File.Exists);
            File.CreateSymbolicLink(At("/bin/" + program), real);
        }

        Path = At("/bin");
    }

    /// <summary>Puts a program of the test's own before that of the machine.</summary>
    public void Replace(string program, string script)
    {
        File.WriteAllText(At("/bin/" + program), "#!/bin/sh\n" + script);
        File.SetUnixFileMode(At("/bin/" + program), Everybody);
        Path = Path.StartsWith(At("/bin"), StringComparison.Ordinal) ? Path : At("/bin") + ":" + Path;
    }

    public string Path { get; private set; } = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>A program of it that runs on.</summary>
    public ManagedProcess Start(string program, params string[] arguments) => new(program, "/usr/bin/unshare", Words([program, .. arguments]));

    /// <summary>Has a shell read lines, as `ssh HOST sh` does, to its end.</summary>
    /// <param name="user">The user that the shell is; null: root.</param>
    public Task<(int ExitCode, string Said)> Sh(string lines, string? user = null) =>
        Run(user is null ? ["/bin/sh"] : ["/usr/sbin/runuser", "-u", user, "--", "/bin/sh"], lines);

    public void Dispose() => _directory.Dispose();

    private async Task<(int ExitCode, string Said)> Run(IReadOnlyList<string> command, string input)
    {
        var start = new ProcessStartInfo("/usr/bin/unshare", Words(command)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = Path;
        start.Environment["TMPDIR"] = At("/tmp");
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(180));
        await process.WaitForExitAsync(late.Token);
        Assert.True(process.ExitCode != 97, "Folders could not be mounted; this test needs the right to mount (root, or CAP_SYS_ADMIN).");
        return (process.ExitCode, await output + await error);
    }

    private string[] Words(IReadOnlyList<string> command) => ["--mount", "--propagation", "private", "/bin/sh", "-c", Enter, _directory.Path, .. command];
}
