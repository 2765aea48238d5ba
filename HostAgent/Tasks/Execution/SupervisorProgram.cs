using System.ComponentModel;
using System.Security.Cryptography;
using OrleansOps.HostAgent.Linux;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>The supervisor's program, which the agent carries inside itself, as an executable file in its data directory.</summary>
internal static class SupervisorProgram
{
    private const UnixFileMode OwnerRuns = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Somebody, such as a process that is just being forked, has it open for writing: it will run in a moment.</summary>
    private const int Busy = 26;

    /// <summary>Writes it if it is not there whole, and returns its path. Its name is its hash, so a new version replaces none in use.</summary>
    /// <exception cref="AgentStartException">This host does not run programs from there.</exception>
    public static string Install(string directory)
    {
        // The hash is known from the build: a program that is there already is not unpacked again into the memory of an agent that runs for months.
        var hash = BuiltHash();
        Directory.CreateDirectory(directory, OwnerRuns);
        var path = Path.Join(directory, $"opsexec-{hash[..16]}");
        if (!File.Exists(path) || HashOf(path) != hash)
        {
            Write(path);
        }

        File.SetUnixFileMode(path, OwnerRuns);
        CheckThatItRuns(path);
        return path;
    }

    /// <summary>A mount option, a policy of the host or another processor may be against it. Better said now than by every task.</summary>
    private static void CheckThatItRuns(string path)
    {
        try
        {
            ChildProcess.Try(path);
        }
        catch (Win32Exception failed) when (failed.NativeErrorCode != Busy)
        {
            throw new AgentStartException(
                $"No task could run: '{path}' cannot be executed ({failed.Message}). Is its file system mounted with noexec? Choose a data directory elsewhere with --data.", failed);
        }
    }

    private static string BuiltHash()
    {
        using var reader = new StreamReader(Resource("opsexec.sha256"));
        return reader.ReadToEnd().TrimEnd();
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static void Write(string path)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerRuns };
        using (var program = Resource("opsexec"))
        using (var file = new FileStream(fresh, options))
        {
            program.CopyTo(file);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    private static Stream Resource(string name) =>
        typeof(SupervisorProgram).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException("This build of the agent carries no supervisor. Build it again.");
}
