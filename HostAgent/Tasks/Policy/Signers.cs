using System.Security.Cryptography;
using System.Text;
using OrleansOps.HostAgent.Linux;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>The public keys of those whose signed tasks this host runs.</summary>
internal sealed class Signers(IReadOnlyList<ECDsa> keys)
{
    public const int Most = 50;

    private const int MostBytes = 16 * 1024;
    private const string Curve = "1.2.840.10045.3.1.7";   // P-256
    private const string PrivateMark = "PRIVATE KEY";

    public static Signers None { get; } = new([]);

    /// <summary>Each file holds one key. Or what is wrong with the first that is wrong.</summary>
    public static (Signers Signers, string? Problem) Read(IReadOnlyList<string> files)
    {
        var keys = new List<ECDsa>();
        foreach (var file in files)
        {
            var (key, problem) = ReadOne(file);
            if (key is null)
            {
                keys.ForEach(read => read.Dispose());
                return (None, problem);
            }

            keys.Add(key);
        }

        return (new Signers(keys), null);
    }

    public bool Signed(byte[] text, byte[] signature) => keys.Any(key => Signed(key, text, signature));

    private static bool Signed(ECDsa key, byte[] text, byte[] signature)
    {
        try
        {
            return key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;   // these bytes are no signature at all
        }
    }

    private static (ECDsa? Key, string? Problem) ReadOne(string file)
    {
        try
        {
            // Whoever can change the file, or put another in its place, decides what this host runs.
            if (FileTrust.Problem(file) is { } problem)
            {
                return (null, problem);
            }

            using var handle = OwnFiles.Open(file, FileAccess.Read, FileMode.Open);
            using var stream = new FileStream(handle, FileAccess.Read);
            var bytes = new byte[MostBytes];
            return KeyOf(file, Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, unreadable.Message);
        }
    }

    private static (ECDsa? Key, string? Problem) KeyOf(string file, string pem)
    {
        if (pem.Contains(PrivateMark, StringComparison.Ordinal))
        {
            return (null, $"'{file}' holds a private key. Take it away from this host, and name the file with its public key.");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == Curve)
            {
                return (key, null);
            }
        }
        catch (Exception none) when (none is ArgumentException or CryptographicException)
        {
            // said below
        }

        key.Dispose();
        return (null, $"'{file}' does not hold one public key (PEM) of ECDSA over P-256. Make a pair with: opsctl keys new ci.pem");
    }
}
