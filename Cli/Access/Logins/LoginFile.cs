using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>The stored login, readable by its owner alone: $XDG_CONFIG_HOME/opsctl/config.json, or ~/.config/opsctl/config.json.</summary>
internal static class LoginFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string Path { get; } = System.IO.Path.Combine(ConfigHome(), "opsctl", "config.json");

    public static StoredLogin? Read(Notes notes)
    {
        try
        {
            OwnFile.Check(Path, notes);
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path), CliJson.Default.StoredLogin);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException broken)
        {
            throw CliException.Usage($"{Path} is damaged.", "Log in again: opsctl login --server URL", broken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{Path} cannot be read: {failure.Message}", cause: failure);
        }
    }

    /// <summary>Whole or not at all: written beside the old one, then put in its place.</summary>
    public static void Write(StoredLogin login)
    {
        var fresh = $"{Path}.{Environment.ProcessId}";
        try
        {
            CreateFolder();
            using (var file = Create(fresh))
            {
                JsonSerializer.Serialize(file, login, CliJson.Readable.StoredLogin);
            }

            File.Move(fresh, Path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"The login cannot be stored: {failure.Message}", "Set XDG_CONFIG_HOME to a folder that you may write to.", failure);
        }
    }

    /// <summary>False if there was none.</summary>
    public static bool Delete()
    {
        try
        {
            var there = File.Exists(Path);
            File.Delete(Path);
            return there;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{Path} cannot be deleted: {failure.Message}", cause: failure);
        }
    }

    private static void CreateFolder()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);   // the mode below counts only for a file that is new
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    private static string ConfigHome() => Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } set && System.IO.Path.IsPathRooted(set)
        ? set
        : OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData)
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
}
