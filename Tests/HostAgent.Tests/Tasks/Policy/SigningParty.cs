using System.Security.Cryptography;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>Somebody with a key, and hosts that know it.</summary>
internal sealed class SigningParty : IDisposable
{
    public const string HostName = "web-1";

    private readonly TemporaryDirectory _directory = new();

    public SigningParty()
    {
        KeyFile = Path.Join(_directory.Path, "ci.pem.pub");
        File.WriteAllText(KeyFile, Key.ExportSubjectPublicKeyInfoPem());
    }

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public one.</summary>
    public string KeyFile { get; }

    public string FileBeside(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = Path.Join(_directory.Path, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, mode);
        return path;
    }

    /// <summary>A host that runs only what these words say.</summary>
    public HostPolicy Host(IReadOnlyList<string> only, params IReadOnlyList<string> commands)
    {
        var (policy, problems) = HostPolicy.Read(only, commands, [KeyFile], TestGateway.AgentId, HostName);
        Assert.Empty(problems);
        return policy;
    }

    public RunTask Signed(RunTask order, string host = HostName, DateTimeOffset? until = null, ECDsa? key = null)
    {
        var end = until ?? TimeProvider.System.GetUtcNow().AddHours(1);
        return order with { Signature = new TaskSignature(host, end, (key ?? Key).SignData(SignedText.Of(order, host, end), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)) };
    }

    public void Dispose()
    {
        Key.Dispose();
        _directory.Dispose();
    }
}
