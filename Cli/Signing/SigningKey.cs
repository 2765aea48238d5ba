using System.Security.Cryptography;
using System.Text;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>A key (ECDSA over P-256, PEM) with which tasks are signed. openssl makes and reads the same.</summary>
internal static class SigningKey
{
    private const int MostBytes = 16 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Makes a pair: the private key in a file of its user alone, the public one beside it.</summary>
    /// <returns>The name of the file with the public key.</returns>
    public static string New(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var beside = $"{file}.pub";
        try
        {
            Write(file, key.ExportPkcs8PrivateKeyPem(), OwnerOnly);
            Write(beside, key.ExportSubjectPublicKeyInfoPem(), OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            return beside;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"The keys cannot be written: {Printable.Of(failure.Message)}", "Name a file that is not there yet, in a directory of yours.", failure);
        }
    }

    public static ECDsa Read(string file)
    {
        if (OperatingSystem.IsLinux() && FileTrust.Problem(file) is { } problem)
        {
            throw CliException.Usage($"--sign-with: {Printable.Of(problem)}");
        }

        var pem = Encoding.UTF8.GetString(InputFile.ReadNow("--sign-with", file, MostBytes));
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
        {
            throw CliException.Usage($"--sign-with: others on this machine can read {Printable.Of(file)}.", $"Who has it runs what he likes on the hosts that know the key. Run: chmod 600 {Printable.Of(file)}");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            _ = key.ExportParameters(includePrivateParameters: true);
            return key;
        }
        catch (Exception none) when (none is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw CliException.Usage($"--sign-with: {Printable.Of(file)} holds no private key (PEM, not encrypted) of ECDSA over P-256.", "Make a pair with: opsctl keys new ci.pem", none);
        }
    }

    public static byte[] Sign(ECDsa key, byte[] text) => key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private static void Write(string file, string text, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using var stream = new FileStream(file, options);
        stream.Write(Encoding.UTF8.GetBytes(text + "\n"));
    }
}
