using System.Security.Cryptography;

namespace OrleansOps.Tasks;

/// <summary>The supervisor's program, which the agent carries inside itself, as an executable file in its data directory.</summary>
internal static class SupervisorProgram
{
    private const UnixFileMode OwnerRuns = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Writes it if it is not there whole, and returns its path. Its name is its hash, so a new version replaces none in use.</summary>
    public static string Install(string directory)
    {
        var program = Read();
        Directory.CreateDirectory(directory, OwnerRuns);
        var path = Path.Join(directory, $"opsexec-{Convert.ToHexStringLower(SHA256.HashData(program))[..16]}");
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(program))
        {
            Write(path, program);
        }

        File.SetUnixFileMode(path, OwnerRuns);
        return path;
    }

    private static byte[] Read()
    {
        using var resource = typeof(SupervisorProgram).Assembly.GetManifestResourceStream("opsexec")
            ?? throw new InvalidOperationException("This build of the agent carries no supervisor. Build it again.");
        var program = new byte[resource.Length];
        resource.ReadExactly(program);
        return program;
    }

    private static void Write(string path, byte[] program)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerRuns };
        using (var file = new FileStream(fresh, options))
        {
            file.Write(program);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
