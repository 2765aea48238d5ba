using System.Security.Cryptography;
using OrleansOps.Hosting;

namespace OrleansOps.Secrets;

/// <summary>
/// The key for secrets of tasks: 32 bytes as base64 in a file, the same for every gateway of an installation. If no file is named, the gateway makes one
/// of its own, which only its user can read.
/// </summary>
internal sealed class SecretsKey(byte[] bytes)
{
    public const int Length = 32;

    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public byte[] Bytes => bytes;

    /// <exception cref="InvalidDataException">There is no such file, others may read or change it, or it holds no key.</exception>
    public static SecretsKey Read(GatewayOptions options)
    {
        var file = options.SecretsKeyFile ?? Made(Path.Combine(Directory.CreateDirectory(options.DataDir).FullName, "secrets-key"));
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"Gateway:SecretsKeyFile names {file}, which is not there. Copy it from another gateway, or make it: {Recipe(file)}");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
        {
            throw new InvalidDataException($"Gateway:SecretsKeyFile {file} can be read by everybody, or changed by others. Run: chmod 600 {file}");
        }

        var bytes = new byte[Length];
        return File.ReadAllText(file).Trim() is var text && Convert.TryFromBase64String(text, bytes, out var length) && length == Length
            ? new SecretsKey(bytes)
            : throw new InvalidDataException($"Gateway:SecretsKeyFile {file} must hold {Length} bytes as base64: {Recipe(file)}");
    }

    private static string Recipe(string file) => $"(umask 077; head -c {Length} /dev/urandom | base64 > {file})";

    /// <summary>Of several gateways that start at once with one folder, the first one's stays.</summary>
    private static string Made(string file)
    {
        if (File.Exists(file))
        {
            return file;
        }

        var fresh = $"{file}.{Environment.ProcessId}";
        var mode = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(fresh, mode))
        {
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));
        }

        try
        {
            File.Move(fresh, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(fresh);
        }

        return file;
    }
}
