using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace OrleansOps.Seeds.S2;

/// <summary>
/// The secret that a control plane signs with, the same at every gateway: from a file, or from the environment. None: the doors stay shut. In the file may stand
/// several, one a line, while one takes the place of another.
/// </summary>
internal sealed class S2Secret(params IReadOnlyList<byte[]> all)
{
    /// <summary>What S2 calls its settings.</summary>
    private const string SecretOfS2 = "AUTH_SHARED_SECRET";
    private const string RequiredOfS2 = "AUTH_REQUIRE_SIGNATURE";

    private const int Least = 16;
    private const int Longest = 1_024;
    private const int Most = 4;
    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public bool IsThere => all.Count > 0;

    /// <exception cref="InvalidDataException">There is no such file, others may read or change it, or it holds no secret that is good enough.</exception>
    public static S2Secret Read(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<S2Options>>().Value;
        var settings = services.GetRequiredService<IConfiguration>();
        var (given, name) = options.SharedSecret is { } ours ? (ours, "Gateway:S2:SharedSecret") : (settings[SecretOfS2], SecretOfS2);
        if (given is not null && options.SharedSecretFile is not null)
        {
            throw new InvalidDataException($"{name} and Gateway:S2:SharedSecretFile are two ways to give the secret. Give one of them.");
        }

        var secret = options.SharedSecretFile is { } file ? OfFile(file) : given is not null ? Checked([given], name) : new S2Secret();
        return secret.IsThere && bool.TryParse(settings[RequiredOfS2], out var required) && !required
            ? throw new InvalidDataException($"{RequiredOfS2} is false, and here nothing is taken that is not signed. Take it away, and have the control plane sign its requests.")
            : secret;
    }

    /// <summary>Whether it is the code of these bytes, by any of the secrets. Takes as long for a wrong one.</summary>
    public bool IsSigned(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> code)
    {
        var found = false;
        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in all)
        {
            HMACSHA256.HashData(secret, signed, right);
            found |= CryptographicOperations.FixedTimeEquals(right, code);
        }

        return found;
    }

    private static S2Secret OfFile(string file)
    {
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"Gateway:S2:SharedSecretFile names {file}, which is not there.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
        {
            throw new InvalidDataException($"Gateway:S2:SharedSecretFile {file} can be read by everybody, or changed by others. Run: chmod 600 {file}");
        }

        return Checked(File.ReadAllText(file).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), $"Gateway:S2:SharedSecretFile {file}");
    }

    private static S2Secret Checked(string[] secrets, string where) => secrets is { Length: >= 1 and <= Most } && secrets.All(secret => secret.Length is >= Least and <= Longest)
        ? new S2Secret([.. secrets.Select(Encoding.UTF8.GetBytes)])
        : throw new InvalidDataException($"{where} must hold a secret of {Least} to {Longest} characters, in a file 1 to {Most} of them, one a line, such as: head -c 32 /dev/urandom | base64");
}
