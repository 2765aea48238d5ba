using System.Security.Cryptography;
using OrleansOps.Hosting;

namespace OrleansOps.Secrets;

/// <summary>
/// The keys for what is secret, the same at every gateway of an installation: the first seals, all of them open, so that one can be replaced while something is
/// still sealed with it. Each has 32 bytes as base64; they come from a file, one a line, or from the environment. If neither is named, the gateway makes a file with one
/// key, which only its user can read.
/// </summary>
internal sealed class SecretsKey(params IReadOnlyList<byte[]> all)
{
    public const int Length = 32;

    /// <summary>Each of them is tried where something does not open.</summary>
    public const int Most = 8;

    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The first seals.</summary>
    public IReadOnlyList<byte[]> All => all;

    /// <exception cref="InvalidDataException">There is no such file, others may read or change it, or it holds no key.</exception>
    public static SecretsKey Read(GatewayOptions options)
    {
        if (options.SecretsKey is { } given)
        {
            return options.SecretsKeyFile is null
                ? Parsed(given.Split(',', StringSplitOptions.TrimEntries), "Gateway:SecretsKey", $"with commas between several: head -c {Length} /dev/urandom | base64")
                : throw new InvalidDataException("Gateway:SecretsKey and Gateway:SecretsKeyFile are two ways to give the keys. Give one of them.");
        }

        var file = options.SecretsKeyFile ?? Made(Path.Combine(Directory.CreateDirectory(options.DataDir).FullName, "secrets-key"));
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"Gateway:SecretsKeyFile names {file}, which is not there. Copy it from another gateway, or make it: {Recipe(file)}");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
        {
            throw new InvalidDataException($"Gateway:SecretsKeyFile {file} can be read by everybody, or changed by others. Run: chmod 600 {file}");
        }

        return Parsed(File.ReadAllText(file).Trim().Split('\n', StringSplitOptions.TrimEntries), $"Gateway:SecretsKeyFile {file}", $"one a line: {Recipe(file)}");
    }

    private static SecretsKey Parsed(string[] texts, string where, string how)
    {
        var keys = new List<byte[]>();
        foreach (var text in texts)
        {
            var bytes = new byte[Length];
            if (!Convert.TryFromBase64String(text, bytes, out var length) || length != Length)
            {
                throw new InvalidDataException($"{where} must hold {Length} bytes as base64, {how}");
            }

            if (keys.Exists(key => key.AsSpan().SequenceEqual(bytes)))
            {
                throw new InvalidDataException($"{where} holds one key twice.");
            }

            keys.Add(bytes);
        }

        return keys.Count <= Most ? new SecretsKey(keys) : throw new InvalidDataException($"{where} holds {keys.Count} keys; the limit is {Most}. Leave out those with which nothing is sealed any more.");
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
